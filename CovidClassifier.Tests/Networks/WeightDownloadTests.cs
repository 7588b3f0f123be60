using System.Security.Cryptography;
using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using CovidClassifier.Tests.Learning.Training;

namespace CovidClassifier.Tests.Networks;

public sealed class WeightDownloadTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly byte[] _content = Bytes(300_000, seed: 1);
    private readonly WeightServer _server;

    public WeightDownloadTests() => _server = new WeightServer(_content);

    private string Target => _folder["cache/net-7.onnx"];

    private string Part => Target + ".part";

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Test]
    public async Task Fetch_BringsTheFileAndSaysHowFarItIs()
    {
        var seen = new List<WeightProgress>();
        string path = await Download().RunAsync(new ImmediateProgress<WeightProgress>(seen.Add), default);
        Assert.That(path, Is.EqualTo(Target));
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(_content));
        Assert.That(_server.Requests, Has.Length.EqualTo(1).And.All.StartsWith("GET /net-7/resolve/main/net-7.onnx "));
        Assert.That(seen[^1], Is.EqualTo(new WeightProgress(300_000, 300_000)));
        Assert.That(seen.Select(p => p.Bytes), Is.Ordered);
        Assert.That(File.Exists(Part), Is.False);
    }

    [Test]
    public async Task Fetch_OfWhatIsThere_AsksNobody()
    {
        _folder.Write("cache/net-7.onnx", _content);
        Assert.That(await Download().RunAsync(null, default), Is.EqualTo(Target));
        Assert.That(_server.Requests, Is.Empty);
    }

    [Test]
    public async Task Fetch_OverADamagedFile_ReplacesIt()
    {
        _folder.Write("cache/net-7.onnx", Bytes(300_000, seed: 2));
        await Download().RunAsync(null, default);
        Assert.That(File.ReadAllBytes(Target), Is.EqualTo(_content));
    }

    [Test]
    public async Task WrongHash_IsRefusedAndNothingIsKept()
    {
        byte[] other = Bytes(300_000, seed: 2);
        WeightsException error = await Failure(Download(Expected(other)));
        Assert.That(error.Message, Is.EqualTo(
            $"{Url} is not the file that is expected: its SHA-256 must be {Hash(other)}, but is {Hash(_content)}; nothing was kept."));
        Assert.That((error.Path, error.SourceUri), Is.EqualTo((Target, Url)));
        AssertNothing();
    }

    [Test]
    public async Task CutConnection_IsGoneOnFromByTheNextFetch([Values] bool saysLength)
    {
        (_server.CutAfter, _server.SaysLength) = (200_001, saysLength);
        WeightsException error = await Failure(Download());
        Assert.That(error.Message, Is.EqualTo(
            $"The connection to 127.0.0.1 broke after 200001 of the 300000 bytes of net-7.onnx; fetch again to go on from '{Part}', or put the file at " +
                $"'{Target}' by hand."));
        Assert.That(File.Exists(Target), Is.False);
        Assert.That(File.ReadAllBytes(Part), Is.EqualTo(_content[..200_001]));

        _server.CutAfter = null;
        await Download().RunAsync(null, default);
        Assert.That(_server.Requests[1], Does.Contain("Range: bytes=200001-\r\n"));
        Assert.That(File.ReadAllBytes(Target), Is.EqualTo(_content));
        Assert.That(File.Exists(Part), Is.False);
    }

    [Test]
    public async Task ServerWithoutRanges_SendsTheWholeFileAgain()
    {
        _folder.Write("cache/net-7.onnx.part", Bytes(1000, seed: 3));
        _server.TakesRanges = false;
        await Download().RunAsync(null, default);
        Assert.That(File.ReadAllBytes(Target), Is.EqualTo(_content));
    }

    [Test]
    public async Task PartOfAnotherFile_IsThrownAwayOnce()
    {
        _folder.Write("cache/net-7.onnx.part", Bytes(1000, seed: 3));
        Assert.That((await Failure(Download())).Message, Does.Contain("its SHA-256 must be"));
        AssertNothing();
        await Download().RunAsync(null, default);
        Assert.That(File.ReadAllBytes(Target), Is.EqualTo(_content));
    }

    [Test]
    public async Task WholePart_IsTakenWithoutAsking()
    {
        _folder.Write("cache/net-7.onnx.part", _content);
        await Download().RunAsync(null, default);
        Assert.That(File.ReadAllBytes(Target), Is.EqualTo(_content));
        Assert.That(_server.Requests, Is.Empty);
    }

    [Test]
    public async Task NotFound_IsSaidWithTheAddress()
    {
        _server.Status = "404 Not Found";
        Assert.That((await Failure(Download())).Message,
            Is.EqualTo($"{Url} cannot be downloaded: the server answers 404 (Not Found); put the file at '{Target}' by hand."));
        AssertNothing();
    }

    [Test]
    public async Task OtherLength_IsRefusedBeforeItIsStored()
    {
        Assert.That((await Failure(Download(Expected(Bytes(10, seed: 1))))).Message, Is.EqualTo(
            $"{Url} is not the file that is expected: it must have 10 bytes, but the server offers 300000."));
        AssertNothing();
    }

    [Test]
    public async Task EndlessAnswer_IsCutOff()
    {
        _server.SaysLength = false;
        Assert.That((await Failure(Download(Expected(Bytes(10, seed: 1))))).Message, Is.EqualTo(
            $"{Url} is not the file that is expected: it must have 10 bytes, but the server sends more."));
        AssertNothing();
    }

    [Test]
    public async Task SilentServer_IsGivenUp()
    {
        _server.Gate = new TaskCompletionSource().Task;
        WeightsException error = await Failure(Download(idle: TimeSpan.FromSeconds(1)));
        Assert.That(error.Message, Does.StartWith("Server 127.0.0.1 sent nothing of net-7.onnx for 1 seconds; fetch again to go on from "));
        Assert.That(File.Exists(Target), Is.False);
    }

    [Test]
    public async Task NoServer_IsSaidWithTheAddressAndThePlace()
    {
        _server.Dispose();
        Assert.That((await Failure(Download())).Message,
            Does.StartWith($"{Url} cannot be downloaded: ").And.EndsWith($"; with no network, put the file at '{Target}' by hand."));
    }

    [Test]
    [Platform("Linux", Reason = "has a device that is always full")]
    public async Task FullDisk_IsSaidAndNothingIsKept()
    {
        Directory.CreateDirectory(_folder["cache"]);
        File.CreateSymbolicLink(Part, "/dev/full");
        WeightsException error = await Failure(Download());
        Assert.That(error.Message,
            Does.Match($"^'{Target}' cannot be written, [0-9]+ of 300000 bytes into it: No space left on device.*; make room, or name another folder in " +
            $"COVIDCLASSIFIER_HOME\\.$"));
        AssertNothing();
    }

    [Test]
    public async Task FolderThatCannotBe_IsSaid()
    {
        _folder.Text("cache", "a file where the folder should be");
        Assert.That((await Failure(Download())).Message, Does.StartWith($"'{Target}' cannot be written: "));
    }

    [Test]
    public async Task TwoAtOnce_DownloadOnce()
    {
        var gate = new TaskCompletionSource();
        _server.Gate = gate.Task;
        Task<string> first = Download().RunAsync(null, default), second = Download().RunAsync(null, default);
        await Task.Delay(300);
        Assert.That(first.IsCompleted || second.IsCompleted, Is.False);
        gate.SetResult();
        Assert.That(await Task.WhenAll(first, second), Is.All.EqualTo(Target));
        Assert.That(_server.Requests, Has.Length.EqualTo(1));
        Assert.That(File.ReadAllBytes(Target), Is.EqualTo(_content));
    }

    [Test]
    public async Task Cancelled_KeepsWhatHasArrived()
    {
        _server.Gate = new TaskCompletionSource().Task;
        using var cancellation = new CancellationTokenSource();
        var almost = new ImmediateProgress<WeightProgress>(p => Cancel(p, cancellation));
        Assert.That(async () => await Download().RunAsync(almost, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(new FileInfo(Part).Length, Is.EqualTo(299_999));

        _server.Gate = Task.CompletedTask;
        await Download().RunAsync(null, default);
        Assert.That(_server.Requests[1], Does.Contain("Range: bytes=299999-\r\n"));
    }

    private static void Cancel(WeightProgress progress, CancellationTokenSource cancellation)
    {
        if (progress.Bytes == 299_999)
        {
            cancellation.Cancel();
        }
    }

    private Uri Url => new(_server.Root, "net-7/resolve/main/net-7.onnx");

    private WeightDownload Download(WeightFile? file = null, TimeSpan? idle = null) =>
        new(file ?? Expected(_content), _server.Root, _folder["cache"], idle ?? TimeSpan.FromMinutes(1));

    private static async Task<WeightsException> Failure(WeightDownload download) =>
        (await Assert.ThrowsAsync<WeightsException>(async () => await download.RunAsync(null, default)))!;

    private void AssertNothing() => Assert.That(Directory.GetFiles(_folder["cache"]).Select(Path.GetFileName), Is.SubsetOf(new[] { "net-7.onnx.lock" }));

    private static WeightFile Expected(byte[] content) => new("net-7.onnx", content.Length, Hash(content));

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static byte[] Bytes(int count, int seed)
    {
        RandomStream random = new Seed(9).For(seed).Open();
        return [.. Enumerable.Range(0, count).Select(_ => (byte)random.Next())];
    }
}
