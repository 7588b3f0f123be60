using System.Globalization;
using CovidClassifier.Foundation;
using CovidClassifier.Guarding;
using CovidClassifier.Imaging;
using CovidClassifier.Learning.Samples;
using CovidClassifier.Scoring;
using CovidClassifier.Tests.Packaging;
using Google.Protobuf;

namespace CovidClassifier.Tests.Guarding;

/// <summary>
/// What the guard of a model of DarkCovidNet says of strange images and of another hospital's. The means of side views and CT slices were made with the even
/// patients of covid-chestxray-dataset; here are the odd ones. Every limit comes from the images that the guard knows; how many deviations out it lies was
/// chosen with Hannover's images in sight, so that their share is no independent figure: that of hospitals in covid-chestxray-dataset is.
/// </summary>
public class GuardBarsTests
{
    private const int Size = 256;

    private static readonly Lazy<Guarded> Known = new(Guarded.OfDarkCovidNet);

    [OneTimeTearDown]
    public static void Dispose() => Known.DisposeIfMade();

    [Test]
    public void Photographs_TextAndMicroscopy_AreTold() =>
        RequireTold("other images", Directory.GetFiles(SharedFolder.Path("data/other-images")).Select(Image), auroc: 0.99, falseAlarms: 0.02);

    [Test]
    public void SideViews_AreTold() =>
        RequireTold("side views", Odd(view => view == "L", _ => true), auroc: 0.95, falseAlarms: 0.05);

    [Test]
    public void CtSlices_AreTold() =>
        RequireTold("CT slices", Odd(_ => true, modality => modality == "CT"), auroc: 0.95, falseAlarms: 0.05);

    [TestCase(0, true)]
    [TestCase(1, false)]
    [TestCase(2, false)]
    [TestCase(3, false)]
    public void TurnedAndInvertedCopies_AreTold(int turns, bool isInverted) => RequireTold(
        $"turned {turns} times{(isInverted ? " and inverted" : "")}",
        Known.Value.Test.Select(i => Changed(i, turns, isInverted)),
        auroc: 0.95,
        falseAlarms: 0.05);

    [TestCase("covid-19-image-repository")]
    [TestCase("covid-chestxray-dataset")]
    public void ImagesOfHospitalsNeverSeen_AreAccepted(string collection)
    {
        XRayDataset unseen = XRayDataset.Open(SharedFolder.Path($"data/{collection}"), "auto", new DatasetOptions { AllowProblems = true });
        GuardVerdict[] verdicts = [.. unseen.Images.Select(i => Known.Value.Ask(i.Encoded.Decode(Size, Size)))];
        double accepted = verdicts.Count(v => v.IsAccepted) / (double)verdicts.Length;
        TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{verdicts.Length} images of {collection}: {accepted:0.000} accepted; {Reasons(verdicts)}"));
        Assert.That(accepted, Is.GreaterThanOrEqualTo(0.8));
    }

    [Test]
    public void CoveredParts_AreTold() =>
        RequireTold("left half black", Known.Value.Test.Select(LeftHalfBlack), auroc: 0.99, falseAlarms: 0.02);

    private void RequireTold(string what, IEnumerable<GrayImage> strange, double auroc, double falseAlarms)
    {
        GuardVerdict[] verdicts = [.. strange.Select(Known.Value.Ask)];
        double[] own = [.. Known.Value.Test.Select(i => (double)Known.Value.Ask(i).Distance)];
        double[] theirs = [.. verdicts.Select(v => (double)v.Distance).Order()];
        double area = theirs.Sum(t => own.Count(o => o < t) + own.Count(o => o == t) / 2.0) / theirs.Length / own.Length;
        double catches95 = theirs[(int)(0.05 * theirs.Length)];
        double alarms = own.Count(o => o >= catches95) / (double)own.Length;
        TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {theirs.Length} images, AUROC {area:0.000}, false alarms at 95 % caught {alarms:0.000} of {own.Length}, accepted " +
                $"{verdicts.Count(v => v.IsAccepted)}; {Reasons(verdicts)}"));
        Assert.That(area, Is.GreaterThanOrEqualTo(auroc));
        Assert.That(alarms, Is.LessThanOrEqualTo(falseAlarms));
    }

    private static string Reasons(IEnumerable<GuardVerdict> verdicts) =>
        string.Join(", ", verdicts.CountBy(v => v.ToString()).OrderByDescending(r => r.Value).Select(r => $"{r.Key} {r.Value}"));

    private static IEnumerable<GrayImage> Odd(Func<string?, bool> view, Func<string?, bool> modality) => Odd(XRayDataset.FromCovidChestXRay(
        SharedFolder.Path("data/covid-chestxray-dataset"),
        new CovidChestXRayFilter { KeepsView = view, KeepsModality = modality, ClassOf = CovidChestXRayFilter.CovidOrOther },
        new DatasetOptions { AllowProblems = true }));

    private static IEnumerable<GrayImage> Odd(XRayDataset dataset)
    {
        List<string?> patients = [.. dataset.Images.Select(i => i.PatientId).Distinct()];
        return dataset.Images.Where(i => patients.IndexOf(i.PatientId) % 2 == 1).Select(i => i.Encoded.Decode(Size, Size));
    }

    private static GrayImage Image(string path) => XRayImage.FromFile(path).Encoded.Decode(Size, Size);

    private static GrayImage LeftHalfBlack(GrayImage image) =>
        new(Size, Size, [.. image.Pixels.Select((p, i) => i % Size < Size / 2 ? (byte)0 : p)]);

    private static GrayImage Changed(GrayImage image, int turns, bool isInverted)
    {
        byte[] pixels = image.Pixels;
        for (int turn = 0; turn < turns; turn++)
        {
            byte[] old = pixels;
            pixels = [.. Enumerable.Range(0, old.Length).Select(i => old[i % Size * Size + Size - 1 - i / Size])];
        }

        return new GrayImage(Size, Size, isInverted ? [.. pixels.Select(p => (byte)(255 - p))] : pixels);
    }

    /// <summary>A graph with a guard, and images of the training set's kind that the guard does not know.</summary>
    private sealed record Guarded(IScorer Scorer, GrayImage[] Test) : IDisposable
    {
        public static Guarded OfDarkCovidNet()
        {
            XRayDataset dataset = XRayDataset.Open(SharedFolder.Path("data/darkcovidnet"));
            using DecodedDataset decoded = DecodedDataset.Decode(dataset, Size, Size, memory: 1 << 30, progress: null, CancellationToken.None);
            DatasetSplit split = decoded.Dataset.Split(validation: 0.15, test: 0.2, seed: 1);
            InputGuard guard = CoarseImages.Of(decoded, [split.Training, split.Validation], CancellationToken.None).Guard()!;
            byte[] graph = ScoringGraph.Build(
                SomeModel.Network(2, Size), new DecisionRule(SomeModel.TwoClasses, "COVID-19", 0.5f), calibrate: null, guard).ToByteArray();
            return new Guarded(new Scorer(graph, threads: 0), [.. split.Test.Images.Select(decoded.Image)]);
        }

        public GuardVerdict Ask(GrayImage image) => Scorer.Score(image, SomeModel.TwoClasses).Guard!;

        public void Dispose() => Scorer.Dispose();
    }
}
