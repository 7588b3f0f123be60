using CovidClassifier.Foundation;

namespace CovidClassifier.Fuzz.Targets;

/// <summary>An entry of a feature cache that an earlier run has kept: the same bytes, or none, and they are computed again.</summary>
internal sealed class FeatureTarget : IFuzzTarget, IDisposable
{
    private const int Bytes = 160;

    private static readonly string Key = CacheKey.Of([], "features");

    private readonly Scratch _scratch = new();
    private readonly string _file;

    public FeatureTarget()
    {
        Open().Add(Key, [.. Enumerable.Range(0, Bytes).Select(i => (byte)i)]);
        _file = Directory.GetFiles(_scratch["kept"], "*.kept", SearchOption.AllDirectories).Single();
        Seeds = [File.ReadAllBytes(_file)];
    }

    public string Name => "features";

    public IReadOnlyList<byte[]> Seeds { get; }

    public string Answer(byte[] input)
    {
        File.WriteAllBytes(_file, input);
        byte[] content = new byte[Bytes];
        return Open().TryRead(Key, content) ? Convert.ToHexString(content) : "";
    }

    public bool IsSame(string whole, string changed) => changed.Length == 0 || whole == changed;

    public bool IsNamed(Exception error) => false;

    public void Dispose() => _scratch.Dispose();

    private CacheFolder Open() => new(_scratch["kept"], 1 << 20);
}
