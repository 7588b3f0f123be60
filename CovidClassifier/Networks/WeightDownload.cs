using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using CovidClassifier.Foundation;

namespace CovidClassifier.Networks;

/// <summary>
/// Downloads one file of weights: to FILE.part, which a later attempt goes on from; then its length and hash are checked and it is moved to its name, so that
/// what has the name is whole.
/// </summary>
/// <param name="file">What is expected.</param>
/// <param name="publisher">Address below which the file lies.</param>
/// <param name="folder">Where it goes; made where missing.</param>
/// <param name="idleLimit">How long the server may send nothing.</param>
internal sealed class WeightDownload(WeightFile file, Uri publisher, string folder, TimeSpan idleLimit)
{
    private const int BufferBytes = 1 << 17;

    // no automatic decompression: ranges and lengths are those of the file itself
    private static readonly HttpClient Client =
        new(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None }) { Timeout = Timeout.InfiniteTimeSpan };

    private readonly Uri _source = file.Source(publisher);
    private readonly string _target = Path.GetFullPath(Path.Combine(folder, file.Name));

    private string Part => _target + ".part";

    /// <returns>The file's full path.</returns>
    /// <exception cref="WeightsException">It cannot be had; the message says why.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; what has arrived is kept for the next attempt.</exception>
    public async Task<string> RunAsync(IProgress<WeightProgress>? progress, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(folder);
            await using FileStream guard = await FileLock.OpenAsync(_target + ".lock", cancellationToken).ConfigureAwait(false);
            if (!File.Exists(_target) || await file.FlawAsync(_target, cancellationToken).ConfigureAwait(false) is not null)
            {
                await ReceiveAsync(progress, cancellationToken).ConfigureAwait(false);
                await CheckAsync(cancellationToken).ConfigureAwait(false);
                File.Move(Part, _target, overwrite: true);
            }

            progress?.Report(new WeightProgress(file.Bytes, file.Bytes));
            return _target;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Fail($"'{_target}' cannot be written: {e.Message.TrimEnd('.')}.", e);
        }
    }

    private async Task ReceiveAsync(IProgress<WeightProgress>? progress, CancellationToken cancellationToken)
    {
        long have = Math.Max(0, WeightCache.Length(Part));
        if (have == file.Bytes)
        {
            return;
        }

        using var idle = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            using HttpResponseMessage response = await AskAsync(have < file.Bytes ? have : 0, idle).ConfigureAwait(false);
            long begin = response.StatusCode == HttpStatusCode.PartialContent ? response.Content.Headers.ContentRange?.From ?? 0 : 0;
            RequireLength(response);
            await using var output = new FileStream(Part, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);
            await CopyAsync(response, output, begin, progress, idle).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Fail($"Server {_source.Host} sent nothing of {file.Name} for {idleLimit.TotalSeconds:0} seconds{Kept()}", e);
        }
    }

    private async Task<HttpResponseMessage> AskAsync(long have, CancellationTokenSource idle)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _source);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("CovidClassifier", typeof(WeightDownload).Assembly.GetName().Version!.ToString()));
        request.Headers.Range = have > 0 ? new RangeHeaderValue(have, null) : null;
        idle.CancelAfter(idleLimit);
        try
        {
            HttpResponseMessage response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, idle.Token).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            response.Dispose();
            throw Fail($"{_source} cannot be downloaded: the server answers {(int)response.StatusCode} ({response.ReasonPhrase}); put the file at " +
                $"'{_target}' by hand.");
        }
        catch (HttpRequestException e)
        {
            throw Fail($"{_source} cannot be downloaded: {e.Message.TrimEnd('.')}; with no network, put the file at '{_target}' by hand.", e);
        }
    }

    private void RequireLength(HttpResponseMessage response)
    {
        HttpContentHeaders headers = response.Content.Headers;
        if ((headers.ContentRange?.Length ?? (response.StatusCode == HttpStatusCode.OK ? headers.ContentLength : null)) is { } length && length != file.Bytes)
        {
            throw Fail(FormattableString.Invariant(
                $"{_source} is not the file that is expected: it must have {file.Bytes} bytes, but the server offers {length}."));
        }
    }

    private async Task CopyAsync(HttpResponseMessage response, FileStream output, long begin, IProgress<WeightProgress>? progress, CancellationTokenSource idle)
    {
        if (begin > output.Length)
        {
            throw Fail(FormattableString.Invariant(
                $"{_source} cannot be downloaded: the server was asked to go on from byte {output.Length}, but goes on from {begin}."));
        }

        output.Position = begin;
        long have = begin;
        await using Stream input = await response.Content.ReadAsStreamAsync(idle.Token).ConfigureAwait(false);
        var buffer = new byte[BufferBytes];
        while (await ReadAsync(input, buffer, have, idle).ConfigureAwait(false) is > 0 and int count)
        {
            have += count;
            if (have > file.Bytes)
            {
                throw Discard(
                    FormattableString.Invariant($"{_source} is not the file that is expected: it must have {file.Bytes} bytes, but the server sends more."));
            }

            await WriteAsync(output, buffer.AsMemory(0, count), have, idle.Token).ConfigureAwait(false);
            progress?.Report(new WeightProgress(have, file.Bytes));
        }

        if (have < file.Bytes)
        {
            throw Fail(Cut(have) + Kept());
        }

        if (output.Length > file.Bytes)
        {
            output.SetLength(file.Bytes);
        }

        output.Flush(flushToDisk: true);
    }

    private async Task<int> ReadAsync(Stream input, byte[] buffer, long have, CancellationTokenSource idle)
    {
        idle.CancelAfter(idleLimit);
        try
        {
            return await input.ReadAsync(buffer, idle.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw Fail(Cut(have) + Kept(), e);
        }
    }

    private async Task WriteAsync(FileStream output, ReadOnlyMemory<byte> bytes, long have, CancellationToken cancellationToken)
    {
        try
        {
            await output.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw Discard(
                string.Create(
                CultureInfo.InvariantCulture,
                $"'{_target}' cannot be written, {have} of {file.Bytes} bytes into it: {e.Message.TrimEnd('.')}; make room, or name another "
                + $"folder in " +
                $"{WeightCache.HomeVariable}."), e);
        }
    }

    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (await file.FlawAsync(Part, cancellationToken).ConfigureAwait(false) is { } flaw)
        {
            throw Discard($"{_source} is not the file that is expected: {flaw}; nothing was kept.");
        }
    }

    private string Cut(long have) =>
        FormattableString.Invariant($"The connection to {_source.Host} broke after {have} of the {file.Bytes} bytes of {file.Name}");

    private string Kept() => $"; fetch again to go on from '{Part}', or put the file at '{_target}' by hand.";

    private WeightsException Fail(string message, Exception? inner = null) => new(message, _target, _source, inner);

    private WeightsException Discard(string message, Exception? inner = null)
    {
        File.Delete(Part);
        return Fail(message, inner);
    }
}
