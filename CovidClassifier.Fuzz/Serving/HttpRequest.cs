using System.Globalization;
using System.Text;

namespace CovidClassifier.Fuzz.Serving;

/// <summary>A request of HTTP/1.1 as bytes.</summary>
internal static class HttpRequest
{
    private const string Length = "Content-Length: ", Close = "Connection: close";

    /// <summary>A whole one.</summary>
    /// <param name="target">Method and address.</param>
    /// <param name="headers">Lines, less the body's length.</param>
    /// <param name="body">Empty: none.</param>
    public static byte[] Of(string target, IEnumerable<string> headers, byte[] body)
    {
        string head = string.Join("\r\n", [$"{target} HTTP/1.1", "Host: localhost", Close, .. headers, Length + Text(body.Length)]);
        return [.. Encoding.Latin1.GetBytes(head + "\r\n\r\n"), .. body];
    }

    /// <summary>The same with another body, and the length that it has; as it is where it has no body.</summary>
    public static byte[] WithBody(byte[] request, Func<byte[], byte[]> change)
    {
        int end = request.AsSpan().IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return request;
        }

        byte[] body = change(request[(end + 4)..]);
        IEnumerable<string> lines = Encoding.Latin1.GetString(request, 0, end).Split("\r\n")
            .Select(line => line.StartsWith(Length, StringComparison.OrdinalIgnoreCase) ? Length + Text(body.Length) : line);
        return [.. Encoding.Latin1.GetBytes(string.Join("\r\n", lines) + "\r\n\r\n"), .. body];
    }

    /// <summary>Whether a server will answer it and close without waiting for more.</summary>
    public static bool IsWhole(byte[] request)
    {
        int end = request.AsSpan().IndexOf("\r\n\r\n"u8);
        string[] lines = end < 0 ? [] : Encoding.Latin1.GetString(request, 0, end).Split("\r\n");
        return lines.Contains(Close) && !lines.Any(l => l.StartsWith("Transfer-", StringComparison.OrdinalIgnoreCase))
            && lines.Where(l => l.StartsWith(Length, StringComparison.OrdinalIgnoreCase)).ToArray() is [var length]
            && int.TryParse(length[Length.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out int bytes) && bytes <= request.Length - end - 4;
    }

    private static string Text(int length) => length.ToString(CultureInfo.InvariantCulture);
}
