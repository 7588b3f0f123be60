using System.Globalization;
using CovidClassifier.Learning.Features;
using CovidClassifier.Onnx;

namespace CovidClassifier.Fuzz.Targets;

/// <summary>Features that an earlier run has computed: the same ones, or none, and they are computed again.</summary>
internal sealed class FeatureTarget : IFuzzTarget, IDisposable
{
    private const int Features = 40, Images = 12;

    private readonly Scratch _scratch = new();
    private readonly ModelProto _network = OnnxFile.Create("features");
    private readonly string _file;

    public FeatureTarget()
    {
        using (FeatureCache cache = FeatureCache.Open(_scratch["kept"], _network, Features))
        {
            for (int image = 0; image < Images; image++)
            {
                cache.Add(HashOf(image), [.. Enumerable.Range(0, Features).Select(i => (image * 0.5f) + i)]);
            }
        }

        _file = Directory.GetFiles(_scratch["kept"]).Single();
        Seeds = [File.ReadAllBytes(_file)];
    }

    public string Name => "features";

    public IReadOnlyList<byte[]> Seeds { get; }

    public string Answer(byte[] input)
    {
        File.WriteAllBytes(_file, input);
        using FeatureCache cache = FeatureCache.Open(_scratch["kept"], _network, Features);
        float[] row = new float[Features];
        return string.Join('\n', Enumerable.Range(0, Images).Select(image => cache.TryRead(HashOf(image), row)
            ? string.Join(' ', row.Select(v => v.ToString("R", CultureInfo.InvariantCulture))) : ""));
    }

    public bool IsSame(string whole, string changed) =>
        whole.Split('\n').Zip(changed.Split('\n')).All(pair => pair.Second.Length == 0 || pair.First == pair.Second);

    public bool IsNamed(Exception error) => false;

    public void Dispose() => _scratch.Dispose();

    private static string HashOf(int image) => image.ToString("x64", CultureInfo.InvariantCulture);
}
