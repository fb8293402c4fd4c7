import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** 逢办必查 with java.net.http alone: java Check.java SUBJECT, with XINMAI_URL and XINMAI_KEY. A real client would read JSON with a library. */
public final class Check {
    // HTTP/1.1 in so many words: Java would else offer an upgrade to HTTP/2 with its first body, which no HTTP/1.1 server takes.
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10)).build();
    private static final String ADDRESS = System.getenv("XINMAI_URL");

    public static void main(String[] given) throws Exception {
        String subject = given[0];
        String answer = send(post("/v1/checks", "{\"subject\": \"" + subject + "\", \"matter\": \"government_procurement\"}")).body();
        String number = first(answer, "HC[0-9]{8}-[0-9A-Z]{12}");
        System.out.println("verdict " + first(answer, "(?<=\"verdict\":\")[a-z]+"));
        System.out.println("receipt " + number);

        String query = "?limit=5&q=" + URLEncoder.encode("青禾县", StandardCharsets.UTF_8);
        System.out.println("found " + all(send(asked("/v1/subjects" + query).GET()).body(), "(?<=\"id\":\")[^\"]+").size());

        String done = "{\"number\": \"" + number + "\", \"outcome\": \"executed\"}";
        HttpResponse<String> recorded = send(post("/v1/feedback", done).header("Idempotency-Key", "done-" + number));
        System.out.println(recorded.statusCode() == 200 ? "feedback recorded" : recorded.body());

        HttpResponse<String> refusal = send(asked("/v1/subjects/nobody").GET());
        System.out.println("refused " + first(refusal.body(), "(?<=\"code\":\")[a-z_]+"));
    }

    private static HttpRequest.Builder asked(String path) {
        return HttpRequest.newBuilder(URI.create(ADDRESS + path))
                .timeout(Duration.ofSeconds(30))
                .header("X-API-Key", System.getenv("XINMAI_KEY"))
                .header("X-Purpose", "credit_check");
    }

    private static HttpRequest.Builder post(String path, String body) {
        return asked(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static String first(String text, String pattern) {
        return all(text, pattern).iterator().next();
    }

    private static Set<String> all(String text, String pattern) {
        Set<String> found = new LinkedHashSet<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }
}
