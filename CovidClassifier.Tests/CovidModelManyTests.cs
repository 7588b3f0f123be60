using CovidClassifier.Tests.Packaging;

namespace CovidClassifier.Tests;

public sealed class CovidModelManyTests
{
    private static readonly byte[][] Pictures = [.. Enumerable.Range(0, 24).Select(i => SomeModel.Picture((ulong)i))];

    private readonly TempFolder _folder = new();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void PredictMany_KeepsTheOrder_AndAgreesWithPredict()
    {
        using CovidModel model = SomeModel.Make(SomeModel.Network(3), "COVID-19", 0.3f);
        string[] paths = [.. Enumerable.Range(0, Pictures.Length).Select(WriteImage)];
        var reports = new System.Collections.Concurrent.ConcurrentBag<PredictionProgress>();
        IReadOnlyList<PredictionOutcome> outcomes = model.PredictMany(paths, new Reports(reports));
        Assert.That(outcomes, Has.Count.EqualTo(paths.Length));
        for (int i = 0; i < paths.Length; i++)
        {
            AssertSame(outcomes[i].Prediction!, model.Predict(paths[i]));
            Assert.That(outcomes[i].Image.Path, Is.EqualTo(paths[i]));
        }

        Assert.That(reports.Select(r => r.Done).Order(), Is.EqualTo(Enumerable.Range(1, paths.Length)));
        Assert.That(reports.Select(r => r.Total), Is.All.EqualTo(paths.Length));
    }

    [Test]
    public void PredictMany_UnreadableImages_HaveTheirReasons_AndTheOthersAreClassified()
    {
        using CovidModel model = SomeModel.Make(SomeModel.Network(2));
        string bad = _folder["bad.png"];
        string missing = _folder["missing.png"];
        File.WriteAllText(bad, "not a picture");
        string[] paths = [bad, WriteImage(1), missing, WriteImage(2)];
        IReadOnlyList<PredictionOutcome> outcomes = model.PredictMany(paths);
        Assert.That(outcomes.Select(o => o.IsPredicted), Is.EqualTo(new[] { false, true, false, true }));
        AssertSame(outcomes[1].Prediction!, model.Predict(paths[1]));
        AssertSame(outcomes[3].Prediction!, model.Predict(paths[3]));
        Assert.That(outcomes.Select(o => o.Error?.ImagePath), Is.EqualTo(new[] { bad, null, missing, null }));
        Assert.That(outcomes[0].Reason, Does.StartWith($"Image '{bad}' cannot be read: "));
        Assert.That(outcomes[0].ToString(), Is.EqualTo(outcomes[0].Reason));
        Assert.That(outcomes[1].ToString(), Is.EqualTo($"{paths[1]}: {outcomes[1].Prediction}"));
    }

    [Test]
    public void PredictMany_Images_AreTakenFromFilesBytesAndBoxes()
    {
        using CovidModel model = SomeModel.Make(SomeModel.Network(2));
        XRayImage inMemory = XRayImage.FromBytes(Pictures[2], "second");
        XRayImage[] images = [XRayImage.FromFile(WriteImage(1)), inMemory, inMemory with { Box = new ImageBox(0, 0, 40, 30) }];
        IReadOnlyList<PredictionOutcome> outcomes = model.PredictMany(images);
        Assert.That(outcomes.Select(o => o.Image), Is.EqualTo(images));
        for (int i = 0; i < images.Length; i++)
        {
            AssertSame(outcomes[i].Prediction!, model.Predict(images[i]));
        }

        Assert.That(outcomes[2].Prediction!.Probabilities, Is.Not.EqualTo(outcomes[1].Prediction!.Probabilities), "the part in the box is another picture");
    }

    [Test]
    public void PredictMany_Cancelled_Stops()
    {
        using CovidModel model = SomeModel.Make(SomeModel.Network(2));
        using var source = new CancellationTokenSource();
        string path = WriteImage(1);
        int asked = 0;
        IEnumerable<string> Endless()
        {
            while (true)
            {
                if (++asked == 20)
                {
                    source.Cancel();
                }

                yield return path;
            }
        }

        Assert.That(() => model.PredictMany(Endless(), cancellationToken: source.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private static void AssertSame(Prediction actual, Prediction expected)
    {
        Assert.That(actual.Label, Is.EqualTo(expected.Label));
        Assert.That(actual.Probabilities.Select(p => p.Probability), Is.EqualTo(expected.Probabilities.Select(p => p.Probability)).Within(1e-6));
    }

    private string WriteImage(int index)
    {
        _folder.Write($"{index}.png", Pictures[index]);
        return _folder[$"{index}.png"];
    }

    private sealed class Reports(System.Collections.Concurrent.ConcurrentBag<PredictionProgress> into) : IProgress<PredictionProgress>
    {
        public void Report(PredictionProgress value) => into.Add(value);
    }
}
