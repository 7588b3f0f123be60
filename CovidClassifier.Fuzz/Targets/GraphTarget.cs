namespace CovidClassifier.Fuzz.Targets;

/// <summary>Networks of others: imported, or NetworkException.</summary>
internal sealed class GraphTarget : IFuzzTarget, IDisposable
{
    private readonly Scratch _scratch = new();

    public string Name => "graph";

    public IReadOnlyList<byte[]> Seeds { get; } = [SmallModels.Network(), .. CorpusFolder.Of("graph")];

    public string Answer(byte[] input)
    {
        Network network = Network.FromOnnx(_scratch.Write("n.onnx", input), Preprocessing.ZeroOne, inputSize: 64);
        string copy = _scratch["copy.onnx"];
        network.SaveOnnx(copy, classCount: 2, seed: 1);
        return Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.IO.File.ReadAllBytes(copy)));
    }

    public bool IsNamed(Exception error) => error is NetworkException;

    public void Dispose() => _scratch.Dispose();
}
