namespace CovidClassifier.Fuzz.Serving;

/// <summary>A server told the client, by a status of 400 to 499, 501, 503 or 505, or by closing the connection, that its request will not do.</summary>
/// <param name="message">What the answer said.</param>
internal sealed class HttpRefusalException(string message) : Exception(message);
