using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace CovidClassifier.Benchmarks.Serving;

/// <summary>Clients of a web sample in another process.</summary>
internal sealed class Load(Uri address) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 1_000 }) { BaseAddress = address };
    private readonly byte[][] _images = [.. BenchmarkData.Phantoms.Take(40).Select(File.ReadAllBytes)];

    public async Task WaitUntilReady()
    {
        for (int tries = 0; ; tries++)
        {
            try
            {
                using HttpResponseMessage response = await _client.GetAsync("healthz");
                response.EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException) when (tries < 200)
            {
                await Task.Delay(100);
            }
        }
    }

    public async Task<string> Version()
    {
        using var model = JsonDocument.Parse(await _client.GetStringAsync("api/model"));
        return model.RootElement.GetProperty("version").GetString()!;
    }

    /// <summary>So many clients, each asking again as soon as it is answered.</summary>
    public async Task<LoadResult> Run(int clients, TimeSpan time, Predicate<int> goOn)
    {
        var statuses = new ConcurrentDictionary<int, int>();
        var milliseconds = new ConcurrentBag<double>();
        long began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async client =>
        {
            for (int i = client; Stopwatch.GetElapsedTime(began) < time && goOn(i); i++)
            {
                long asked = Stopwatch.GetTimestamp();
                int status = await Send(_images[i % _images.Length]);
                statuses.AddOrUpdate(status, 1, (_, n) => n + 1);
                if (status == 200)
                {
                    milliseconds.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
                }
                else
                {
                    // a client that is told to come back later does
                    await Task.Delay(10);
                }
            }
        }));
        return new LoadResult(statuses, [.. milliseconds.Order()], Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    /// <summary>Files that are cut off, made up, or changed in their first bytes.</summary>
    public async Task<LoadResult> SendBroken(int count)
    {
        var statuses = new Dictionary<int, int>();
        var random = new Random(18);
        long began = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; i++)
        {
            byte[] image = _images[i % _images.Length];
            byte[] broken = (i % 4) switch
            {
                0 => image[..random.Next(image.Length / 2)],
                1 => [.. image[..33], .. image[(34 + random.Next(image.Length / 2))..]],
                2 => [.. Enumerable.Range(0, 1 + random.Next(5_000)).Select(_ => (byte)random.Next(256))],
                _ => [.. image[..16], 0x7F, 0xFF, 0xFF, 0xFF, .. image[20..]],
            };
            int status = await Send(broken);
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
        }

        return new LoadResult(statuses, [], Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    public void Dispose() => _client.Dispose();

    private async Task<int> Send(byte[] image)
    {
        try
        {
            using HttpResponseMessage response = await _client.PostAsync("api/predict", new ByteArrayContent(image));
            return (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }
}
