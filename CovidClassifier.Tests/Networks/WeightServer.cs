using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CovidClassifier.Tests.Networks;

/// <summary>A web server on the loopback interface that can misbehave: one file, one request per connection.</summary>
internal sealed class WeightServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _content;
    private readonly List<string> _requests = [];

    public WeightServer(byte[] content)
    {
        _content = content;
        _listener.Start();
        Root = new Uri(FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/"));
        _ = AcceptAsync();
    }

    public Uri Root { get; }

    /// <summary>The whole head of each request, in order.</summary>
    public string[] Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public string Status { get; set; } = "200 OK";

    /// <summary>Bytes after which the connection ends; null: it does not.</summary>
    public int? CutAfter { get; set; }

    public bool TakesRanges { get; set; } = true;

    public bool SaysLength { get; set; } = true;

    /// <summary>Waited for before the last byte is sent.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // the test is over
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            NetworkStream stream = client.GetStream();
            string head = await HeadAsync(stream);
            lock (_requests)
            {
                _requests.Add(head);
            }

            string? range = head.Split("\r\n").FirstOrDefault(l => l.StartsWith("Range: bytes=", StringComparison.Ordinal));
            int begin = TakesRanges && range is not null ? int.Parse(range["Range: bytes=".Length..^1], CultureInfo.InvariantCulture) : 0;
            byte[] body = _content[begin..];
            string status = begin > 0 ? "206 Partial Content" : Status;
            string length = SaysLength ? $"Content-Length: {body.Length}\r\n" : "";
            string place = begin > 0 ? $"Content-Range: bytes {begin}-{_content.Length - 1}/{_content.Length}\r\n" : "";
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{length}{place}Connection: close\r\n\r\n"));
            if (CutAfter is { } cut)
            {
                await stream.WriteAsync(body.AsMemory(0, cut));
                return;
            }

            await stream.WriteAsync(body.AsMemory(0, body.Length - 1));
            await Gate;
            await stream.WriteAsync(body.AsMemory(body.Length - 1));
        }
    }

    private static async Task<string> HeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one) == 1)
        {
            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
