using CovidClassifier.Foundation;
using CovidClassifier.Tests.Packaging;
using CovidClassifier.Workflows;

namespace CovidClassifier.Tests.Workflows;

public class LocalCalibrationTests
{
    private readonly TempFolder _folder = new();

    [TearDown]
    public void Remove() => _folder.Dispose();

    // labels are drawn with the chance sigmoid(margin / 3 - 1)
    [Test]
    public void Fit_OfManyImages_FindsSlopeAndShift()
    {
        (float[][] logits, int[] labels) = Drawn(20_000);
        var decision = LocalDecision.Fit(new LocalCalibrationOptions(), ["Normal", "COVID-19"], positive: 1, logits, labels);
        Assert.That(decision.Calibration.Slope, Is.EqualTo(1 / 3.0).Within(0.02));
        Assert.That(decision.Calibration.Shift, Is.EqualTo(-1).Within(0.05));
    }

    [Test]
    public void Fit_OfAModelThatRanksTheWrongWayRound_KeepsTheRanking_AndSaysSo()
    {
        (float[][] logits, int[] labels) = Drawn(2_000);
        var decision = LocalDecision.Fit(
            new LocalCalibrationOptions(), ["Normal", "COVID-19"], positive: 1, [.. logits.Select(row => (float[])[row[1], row[0]])], labels);
        Assert.That(decision.Calibration.Slope, Is.Positive);
        Assert.That(decision.Calibration.Note, Does.StartWith("The model ranks images of this place no better than chance"));
        double share = labels.Average();
        Assert.That(decision.Predict(logits[..20], default).Select(p => (double)p["COVID-19"]), Is.All.EqualTo(share).Within(0.01));
    }

    [TestCase(0)]
    [TestCase(1)]
    public void Fit_ForAnotherPrevalence_MultipliesTheOddsOfThePositiveLabel(int positive)
    {
        (float[][] logits, int[] labels) = Drawn(2_000);
        string[] classes = positive == 1 ? ["Normal", "COVID-19"] : ["COVID-19", "Normal"];
        double share = labels.Count(l => l == positive) / (double)labels.Length;
        var own = LocalDecision.Fit(new LocalCalibrationOptions(), classes, positive, logits, labels);
        var rare = LocalDecision.Fit(new LocalCalibrationOptions { Prevalence = 0.02 }, classes, positive, logits, labels);
        double expected = 0.02 / 0.98 / (share / (1 - share));
        foreach ((Prediction before, Prediction after) in own.Predict(logits[..50], default).Zip(rare.Predict(logits[..50], default)))
        {
            Assert.That(Odds(after) / Odds(before), Is.EqualTo(expected).Within(0.001 * expected));
        }
    }

    [Test]
    public void Calibrate_SavedAndLoaded_SaysTheSame_AndKeepsTheRanking()
    {
        XRayDataset local = Local(60);
        using CovidModel model = SomeModel.Make(SomeModel.Network(2), "COVID-19");
        using CovidModel fitted = model.Calibrate(local, new LocalCalibrationOptions { Threshold = Threshold.Youden });
        fitted.Save(_folder["fitted.zip"]);
        using CovidModel loaded = CovidModel.Load(_folder["fitted.zip"]);
        float[] before = Positive(model, local), after = Positive(fitted, local);
        Assert.That(Positive(loaded, local), Is.EqualTo(after));
        Assert.That(after, Is.Not.EqualTo(before));
        Assert.That(
            Enumerable.Range(0, after.Length).OrderBy(i => after[i]).ThenBy(i => before[i]),
            Is.EqualTo(Enumerable.Range(0, after.Length).OrderBy(i => before[i]).ThenBy(i => after[i])));
        CardLocal card = loaded.Card.Local!;
        Assert.That((card.Images, card.Patients, card.IsPrevalenceGiven, card.After!.Images), Is.EqualTo((60, 60, false, 60)));
        Assert.That(loaded.Threshold, Is.EqualTo(loaded.Card.Threshold));
        Assert.That(() => loaded.Evaluate(local), Throws.InstanceOf<DatasetException>().With.Message.Contains("has seen all of its 60 images"));
    }

    [Test]
    public void Calibrate_WithFewerImagesThanItTakes_SaysHowMany()
    {
        using CovidModel model = SomeModel.Make(SomeModel.Network(2), "COVID-19");
        XRayDataset local = XRayDataset.FromImages(Local(60).Images.Where((image, i) => image.Label == "Normal" || i < 8), "clinic");
        Assert.That(() => model.Calibrate(local), Throws.InstanceOf<DatasetException>().With.Message.Match(
            "^To fit the model to a place takes 10 images of COVID-19 and 10 of others; dataset 'clinic' has [0-9] and [0-9]+\\. " +
                "Collect more: 50 of each are better\\.$"));
    }

    private static double Odds(Prediction prediction) => prediction["COVID-19"] / (double)prediction["Normal"];

    private static float[] Positive(CovidModel model, XRayDataset images) => [.. images.Images.Select(i => model.Predict(i)["COVID-19"])];

    private static XRayDataset Local(int images)
    {
        using CovidModel model = SomeModel.Make(SomeModel.Network(2), "COVID-19");
        RandomStream random = new Seed(5).Open();
        return XRayDataset.FromImages(
            [.. Enumerable.Range(0, images).Select(i => XRayImage.FromBytes(SomeModel.Picture((ulong)i + 100), $"{i}.png")).Select((image, i) => image with
            {
                Label = random.Uniform(0, 1) < 0.25 + 0.5 * model.Predict(image)["COVID-19"] ? "COVID-19" : "Normal",
                PatientId = $"patient {i}",
            })],
            "clinic");
    }

    private static (float[][] Logits, int[] Labels) Drawn(int count)
    {
        RandomStream random = new Seed(2).Open();
        float[][] logits = [.. Enumerable.Range(0, count).Select(_ => (float[])[0.5f, 0.5f + 4 * (float)random.Normal()])];
        return (logits, Array.ConvertAll(logits, row => random.Uniform(0, 1) < 1 / (1 + Math.Exp(1 - (row[1] - row[0]) / 3.0)) ? 1 : 0));
    }
}
