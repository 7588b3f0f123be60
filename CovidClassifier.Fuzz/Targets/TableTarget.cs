using System.Globalization;

namespace CovidClassifier.Fuzz.Targets;

/// <summary>Tables of data sets: the images with their labels, or DatasetException.</summary>
internal sealed class TableTarget : IFuzzTarget, IDisposable
{
    private const string File = "t.csv";

    private readonly Scratch _scratch = new();

    public TableTarget()
    {
        foreach (string image in new[] { "a.png", "b.png" })
        {
            _scratch.Write(image, CorpusFolder.Of("image")[0]);
        }
    }

    public string Name => "table";

    public IReadOnlyList<byte[]> Seeds { get; } = CorpusFolder.Of("table");

    public string Answer(byte[] input)
    {
        XRayDataset dataset = XRayDataset.Open(_scratch.Write(File, input), options: new DatasetOptions { AllowProblems = true });
        return string.Join('\n', [dataset.Count.ToString(CultureInfo.InvariantCulture), .. dataset.Images.Select(i => $"{i.Name} {i.Label} {i.PatientId}")]);
    }

    public bool IsNamed(Exception error) => error is DatasetException;

    public void Dispose() => _scratch.Dispose();
}
