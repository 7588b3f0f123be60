using CovidClassifier.Auditing.Labels;
using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Auditing.Labels;

public sealed class LabelErrorTests
{
    private static readonly string[] Classes = ["COVID-19", "Normal"];

    [Test]
    public void ConfidentLearning_HandWorked_DoubtsWhatAnotherClassIsSureOf()
    {
        // means under the labels: COVID-19 (0.9 + 0.8 + 0.1) / 3 = 0.6, Normal (0.7 + 0.9 + 0.5) / 3 = 0.7
        LabelledPredictions predictions =
            Predictions(("COVID-19", 0.9), ("COVID-19", 0.8), ("COVID-19", 0.1), ("Normal", 0.3), ("Normal", 0.1), ("Normal", 0.5));
        IReadOnlyList<LabelDoubt> doubts = ConfidentLearning.Of(predictions);
        Assert.That(doubts.Where(d => d.IsSuspicious).Select(d => d.Image), Is.EqualTo(new[] { 2 }), "0.5 is below COVID-19's 0.6");
        Assert.That(doubts[2].Margin, Is.EqualTo(0.8).Within(1e-9));
        Assert.That(doubts[0].Margin, Is.EqualTo(-0.8).Within(1e-9));
    }

    [Test]
    public void Of_SwappedLabels_HeadTheList()
    {
        RandomStream random = new Seed(3).Open();
        bool[] swapped = [.. Enumerable.Range(0, 400).Select(i => i % 20 == 7)];
        LabelledPredictions predictions = Predictions([.. Enumerable.Range(0, 400).Select(i =>
        {
            double covid = Math.Clamp((i % 2 == 0 ? 0.8 : 0.2) + 0.1 * random.Normal(), 0.01, 0.99);
            return ((i % 2 == 0) != swapped[i] ? "COVID-19" : "Normal", covid);
        })]);
        AuditFinding finding = LabelErrorFinding.Of(predictions, "Models", "label errors", new Seed(1), default);
        int[] first = [.. finding.Images.Take(20).Select(i => int.Parse(i.Image.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture))];
        Assert.That(first.Count(i => swapped[i]), Is.GreaterThanOrEqualTo(18));
        Assert.That(finding.Verdict, Is.EqualTo(AuditVerdict.Warn));
        Assert.That(finding.Images[0].SuggestedLabel, Is.Not.EqualTo(finding.Images[0].Label));
    }

    [Test]
    public void Of_NoLabelIsContradicted_SaysWhyImagesAreListedAllTheSame()
    {
        // six of forty lean to the other side, and none reaches what that side's own images have
        LabelledPredictions predictions = Predictions([.. Enumerable.Range(0, 80).Select(i =>
            i % 2 == 0 ? ("COVID-19", i < 12 ? 0.45 : 0.95) : ("Normal", i < 12 ? 0.55 : 0.05))]);
        AuditFinding finding = LabelErrorFinding.Of(predictions, "Models", "label errors", new Seed(1), default);
        Assert.That(finding.Sentence, Is.EqualTo("Models contradict no label with confidence. The 4 that they doubt most are listed."));
        Assert.That(finding.Images, Has.Count.EqualTo(4));
    }

    [Test]
    public void Of_ModelsAtChance_SaysNothingOfTheLabels()
    {
        RandomStream random = new Seed(5).Open();
        LabelledPredictions predictions = Predictions([.. Enumerable.Range(0, 100).Select(i => (Classes[i % 2], 0.2 + (0.6 * random.NextDouble())))]);
        AuditFinding finding = LabelErrorFinding.Of(predictions, "Models that never saw the images", "label errors", new Seed(1), default);
        Assert.That(finding.Verdict, Is.EqualTo(AuditVerdict.Unknown));
        Assert.That(finding.Images, Is.Empty);
        Assert.That(finding.Sentence, Does.StartWith("Models that never saw the images tell no class from the rest clearly better than chance (AUROC 0."));
        Assert.That(finding.Figures.Select(f => f.Low), Has.All.LessThanOrEqualTo(0.5));
    }

    [Test]
    public void Of_OneClassThatIsNotToldFromTheRest_DoubtsNoLabelForIt()
    {
        // A is told well; B and C look alike
        RandomStream random = new Seed(6).Open();
        var predictions = new LabelledPredictions(["A", "B", "C"], positiveLabel: null, Enumerable.Range(0, 240).Select(i =>
        {
            string label = i % 2 == 0 ? "A" : i % 4 == 1 ? "B" : "C";
            double a = Math.Clamp((label == "A" ? 0.8 : 0.3) + (0.1 * random.Normal()), 0.01, 0.98), b = (1 - a) * 0.9, c = (1 - a) * 0.1;
            double[] scores = label == "A" ? [a, (1 - a) / 2, (1 - a) / 2] : [a, i % 8 < 4 ? b : c, i % 8 < 4 ? c : b];
            return new LabelledPrediction(label, "A", scores, XRayImage.FromBytes([1], FormattableString.Invariant($"{i}.png")));
        }));
        AuditFinding finding = LabelErrorFinding.Of(predictions, "Models", "label errors", new Seed(1), default);
        string[] doubtful = [.. finding.Figures.Where(f => f.Low <= 0.5).Select(f => f.Label!)];
        Assert.That(doubtful, Is.Not.Empty, "the case has a class that is not told from the rest");
        Assert.That(finding.Images.Select(i => i.SuggestedLabel), Has.None.AnyOf(doubtful));
    }

    [Test]
    public void Of_FewImages_IsUnknown() => Assert.That(
        LabelErrorFinding.Of(Predictions(("COVID-19", 0.9), ("Normal", 0.1)), "Models", "label errors", new Seed(1), default).Verdict,
            Is.EqualTo(AuditVerdict.Unknown));

    [Test]
    public void SaveLabelFixes_EditedAndGivenBack_CorrectsAndLeavesOut()
    {
        using var folder = new TempFolder();
        for (int i = 0; i < 4; i++)
        {
            folder.Write(FormattableString.Invariant($"{(i % 2 == 0 ? "COVID-19" : "Normal")}/x, {i}.png"), SomeChests.Png(i, 32, 32));
        }

        XRayDataset dataset = XRayDataset.FromFolder(folder.Root);
        AuditedImage[] doubted = [.. dataset.Images.Take(2)
            .Select(i => new AuditedImage(i.Name, i.Label!, "suspicious label", "looks like Normal", 0.5) { SuggestedLabel = "Normal", Shown = i })];
        var result = new AuditResult
        {
            Dataset = "d",
            Images = 4,
            Split = "",
            Findings =
                [new AuditFinding { Name = "label errors", Verdict = AuditVerdict.Warn, Measure = "", Rule = "", Sentence = "", Images = doubted }],
        };
        string table = Path.Combine(folder.Root, "fixes.csv");
        Assert.That(result.SaveLabelFixes(table), Is.EqualTo(2));
        string[] lines = File.ReadAllLines(table);
        File.WriteAllLines(table, [lines[0], lines[1].Replace(",COVID-19,", ",no finding,", StringComparison.Ordinal),
            lines[2].Replace(",COVID-19,", ",,", StringComparison.Ordinal)]);

        XRayDataset corrected = dataset.WithLabels(table);
        Assert.That(corrected.Images.Select(i => i.Label), Is.EqualTo(new[] { "Normal", "Normal", "Normal" }));
        Assert.That(corrected.LeftOut.Single().Count, Is.EqualTo(1));
        Assert.That(corrected.Notes, Has.Some.EqualTo("1 labels were changed by fixes.csv."));
    }

    [Test]
    public void WithLabels_UnknownClassOrImage_IsRefusedWithItsRow()
    {
        using var folder = new TempFolder();
        folder.Write("COVID-19/a.png", SomeChests.Png(1, 32, 32));
        folder.Write("Normal/b.png", SomeChests.Png(2, 32, 32));
        XRayDataset dataset = XRayDataset.FromFolder(folder.Root);
        string table = Path.Combine(folder.Root, "t.csv");
        File.WriteAllText(table, "file,label\nCOVID-19/a.png,Covd\n");
        Assert.That(() => dataset.WithLabels(table),
            Throws.TypeOf<DatasetException>().With.Message.EqualTo("Label 'Covd' (t.csv, row 2) is not one of: COVID-19, Normal."));
        File.WriteAllText(table, "file,label\nCOVID-19/a.png,Normal\nother.png,Normal\n");
        Assert.That(() => dataset.WithLabels(table),
            Throws.TypeOf<DatasetException>().With.Message.Contains("Image 'other.png' (t.csv, row 3) is not in dataset"));
        File.WriteAllText(table, "file,label\nCOVID-19/a.png,Normal\nCOVID-19/a.png,Normal\n");
        Assert.That(() => dataset.WithLabels(table), Throws.TypeOf<DatasetException>().With.Message.Contains("row 3) comes twice"));
    }

    private static LabelledPredictions Predictions(params (string Label, double Covid)[] images) => new(
        Classes, positiveLabel: null, images.Select((i, number) => new LabelledPrediction(
            i.Label, i.Covid >= 0.5 ? Classes[0] : Classes[1], [i.Covid, 1 - i.Covid],
                XRayImage.FromBytes([1], FormattableString.Invariant($"{number}.png")))));
}
