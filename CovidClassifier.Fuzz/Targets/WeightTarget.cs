using System.Security.Cryptography;
using CovidClassifier.Networks;

namespace CovidClassifier.Fuzz.Targets;

/// <summary>A file of published weights in the cache: taken, or WeightsException.</summary>
internal sealed class WeightTarget : IFuzzTarget, IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly WeightFile _file;

    public WeightTarget()
    {
        Seeds = [SmallModels.Network()];
        _file = new WeightFile("w.onnx", Seeds[0].Length, Convert.ToHexString(SHA256.HashData(Seeds[0])).ToLowerInvariant());
    }

    public string Name => "weights";

    public IReadOnlyList<byte[]> Seeds { get; }

    public string Answer(byte[] input)
    {
        _scratch.Write(_file.Name, input);
        return Path.GetFileName(WeightCache.Locate(_file, "small", given: null, _scratch["."]));
    }

    public bool IsNamed(Exception error) => error is WeightsException;

    public void Dispose() => _scratch.Dispose();
}
