"""What a question is made of: who asks, as of which day, known when, about whom."""
