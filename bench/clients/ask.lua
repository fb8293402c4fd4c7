-- Asks the requests of a file in turn (one a line: method, path, body, split by tabs) and prints what came of it as JSON.
-- wrk -t1 -s ask.lua http://127.0.0.1:8000 -- FILE KEY

local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  wrk.headers["X-API-Key"] = args[2]
  wrk.headers["Content-Type"] = "application/json"
  requests, at, failed = {}, 0, 0
  for line in io.lines(args[1]) do
    local method, path, body = line:match("^([^\t]*)\t([^\t]*)\t(.*)$")
    requests[#requests + 1] = wrk.format(method, path, nil, body ~= "" and body or nil)
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function response(status)
  if status ~= 200 then failed = failed + 1 end
end

function done(summary, latency)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  for _, thread in ipairs(threads) do failed = failed + thread:get("failed") end
  print(string.format(
    'told {"seconds": %.3f, "requests": %d, "failed": %d, "p50": %.3f, "p95": %.3f, "p99": %.3f, "max": %.3f}',
    summary.duration / 1e6, summary.requests, failed,
    latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3))
end
