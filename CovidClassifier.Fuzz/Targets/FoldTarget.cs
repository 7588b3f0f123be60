using System.Globalization;
using CovidClassifier.Foundation;
using CovidClassifier.Fuzz.Mutation;
using CovidClassifier.Reporting.Content;
using CovidClassifier.Workflows;

namespace CovidClassifier.Fuzz.Targets;

/// <summary>A fold that a cross-validation keeps in a file: what its model says of the images, or TrainingException.</summary>
internal sealed class FoldTarget : IFuzzTarget, IDisposable
{
    private const string Folder = "folds";

    private readonly Scratch _scratch = new();
    private readonly FoldFolder _folds;
    private readonly string _file;

    public FoldTarget()
    {
        XRayDataset dataset = SmallModels.Pictures(perClass: 3);
        _folds = new FoldFolder(new FoldPlace(_scratch[Folder], TrainsMissing: true), new Fingerprint("1.2.3", "a run"), dataset, FoldGrouping.Patient);
        EpochMetrics metrics = new(0.5, 0.75, 0.8);
        _folds.Keep(
            repeat: 0, fold: 0, new ScoredFold(
                [.. dataset.Images.Select((image, i) => new CrossValidatedImage(
                    image, image.Label!, new Prediction(dataset.ClassNames[i % 2], dataset.ClassNames, [0.1f * i, 1 - (0.1f * i)]), 0, 0))],
                new ReportRun("fold", [new EpochRecord(1, 1e-3, metrics, null, TimeSpan.FromSeconds(2))], 1), NoHeatMaps: null),
            new FoldCost(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), null, 10, 20));
        _file = Directory.GetFiles(_scratch[Folder]).Single();
        Seeds = [File.ReadAllBytes(_file), .. CorpusFolder.Of(Name)];
    }

    public string Name => "folds";

    public IReadOnlyList<byte[]> Seeds { get; }

    public byte[] Mend(byte[] damaged, RandomStream random) =>
        random.Below(2) == 0 ? damaged : SealedJson.Seal(JsonDamage.Change(SealedJson.Open(Seeds[0]).ToArray(), random));

    public string Answer(byte[] input)
    {
        File.WriteAllBytes(_file, input);
        (ScoredFold fold, FoldCost cost) = _folds.Find(repeat: 0, fold: 0, "fold")!.Value;
        return string.Join('\n', fold.Images.Select(i => string.Create(
            CultureInfo.InvariantCulture,
                $"{i.Image.Name} {i.Prediction.Label} {string.Join(' ', i.Prediction.Probabilities.Select(p => $"{p.Probability:R}"))}"))
            .Append($"{cost} {fold.Run.BestEpoch} {string.Join(' ', fold.Run.History)}"));
    }

    public bool IsNamed(Exception error) => error is TrainingException;

    public void Dispose() => _scratch.Dispose();
}
