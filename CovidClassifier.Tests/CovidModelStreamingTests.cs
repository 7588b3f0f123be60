using CovidClassifier.Tests.Imaging;

namespace CovidClassifier.Tests;

public class CovidModelStreamingTests
{
    private static readonly Lazy<CovidModel> Shipped = new(() => CovidModel.Load(Path.Combine(SharedFolder.ProjectRoot(), "models", "covid-cnn.zip")));

    private static readonly string[] Phantoms =
        [.. Directory.EnumerateFiles(Path.Combine(SharedFolder.ProjectRoot(), "samples", "data", "phantoms", "Normal"), "*.png").Order(StringComparer.Ordinal)
            .Take(9)];

    private static CovidModel Model => Shipped.Value;

    [TestCase(1, 1)]
    [TestCase(4, 2)]
    [TestCase(100, 3)]
    public async Task ScoreAsync_GivesWhatPredictGives_InOrder_WhateverTheBatches(int batchSize, int workers)
    {
        List<PredictionOutcome> outcomes = await All(Model.ScoreAsync(Phantoms, new ScoringOptions { BatchSize = batchSize, Workers = workers }));
        Assert.That(outcomes.Select(o => o.Image.Path), Is.EqualTo(Phantoms));
        foreach (PredictionOutcome outcome in outcomes)
        {
            Prediction alone = Model.Predict(outcome.Image);
            Assert.That(outcome.Prediction!.Label, Is.EqualTo(alone.Label));
            Assert.That(outcome.Prediction.Probabilities.Select(p => p.Probability), Is.EqualTo(alone.Probabilities.Select(p => p.Probability)).Within(1e-6));
        }
    }

    [Test]
    public async Task ScoreAsync_OfImagesThatCannotBeRead_SaysWhy_AndScoresTheOthers()
    {
        XRayImage[] images = [XRayImage.FromBytes("text"u8, "text"), XRayImage.FromFile(Phantoms[0]), XRayImage.FromFile("gone.png")];
        List<PredictionOutcome> outcomes = await All(Model.ScoreAsync(images));
        Assert.That(outcomes.Select(o => o.IsPredicted), Is.EqualTo(new[] { false, true, false }));
        Assert.That(outcomes[2].Reason, Is.EqualTo("Image 'gone.png' cannot be read: the file does not exist."));
    }

    [Test]
    public async Task ScoreAsync_OfAPictureInColour_SaysSo_AsPredictDoes()
    {
        byte[] picture = new TestPng(64, 64, depth: 8, colourType: 2) { Pixel = (x, y) => [(byte)(4 * x), (byte)(255 - 4 * y), (byte)(x * y % 256)] }.Encode();
        XRayImage[] images = [XRayImage.FromBytes(picture, "colours.png")];
        using var model = CovidModel.Load(Path.Combine(SharedFolder.ProjectRoot(), "models", "covid-multisource.zip"));
        List<PredictionOutcome> outcomes = await All(model.ScoreAsync(images));
        Assert.That(outcomes[0].Prediction!.Guard!.Reason, Is.EqualTo("a colour picture"));
        Assert.That(model.PredictMany(images)[0].Prediction!.Guard!.Reason, Is.EqualTo("a colour picture"));
    }

    [Test]
    public async Task ScoreAsync_OfNothing_OrOfUnreadableImagesAlone_Ends()
    {
        Assert.That(await All(Model.ScoreAsync(Array.Empty<string>())), Is.Empty);
        List<PredictionOutcome> outcomes = await All(Model.ScoreAsync(["gone.png", "away.png"]));
        Assert.That(outcomes.Select(o => o.IsPredicted), Is.EqualTo(new[] { false, false }));
    }

    [Test]
    public async Task ScoreAsync_OfADisposedModel_Throws_ButOneThatHasBegunEndsWhole()
    {
        var model = CovidModel.Load(Path.Combine(SharedFolder.ProjectRoot(), "models", "covid-cnn.zip"));
        int scored = 0;
        await foreach (PredictionOutcome outcome in model.ScoreAsync(Phantoms))
        {
            model.Dispose();
            scored += outcome.IsPredicted ? 1 : 0;
        }

        Assert.That(scored, Is.EqualTo(Phantoms.Length));
        Assert.That(async () => await All(model.ScoreAsync(Phantoms)), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void ScoreAsync_Cancelled_Throws()
    {
        using var cancelling = new CancellationTokenSource();
        Assert.That(async () =>
        {
            await foreach (PredictionOutcome _ in Model.ScoreAsync(Enumerable.Repeat(Phantoms[0], 100_000), cancellationToken: cancelling.Token))
            {
                await cancelling.CancelAsync();
            }
        }, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void ScoringOptions_OutOfRange_AreRefused()
    {
        Assert.That(() => new ScoringOptions { BatchSize = 0 },
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("BatchSize must be 1 or more, got 0."));
        Assert.That(() => new ScoringOptions { Workers = -1 },
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("Workers must be 1 or more, got -1."));
    }

    [Test]
    public void PredictPixels_OfWhatToPixelsGives_IsWhatPredictGives()
    {
        float[] two = [.. Model.ToPixels(XRayImage.FromFile(Phantoms[0])), .. Model.ToPixels(XRayImage.FromFile(Phantoms[1]))];
        IReadOnlyList<Prediction> predictions = Model.PredictPixels(two);
        Assert.That(predictions.Select(p => p.Probability), Is.EqualTo(Phantoms.Take(2).Select(p => Model.Predict(p).Probability)).Within(1e-6));
    }

    [Test]
    public void PredictPixels_OfOtherNumbers_IsRefused()
    {
        int length = Model.Card.Network.InputWidth * Model.Card.Network.InputHeight;
        Assert.That(() => Model.PredictPixels(new float[length + 1]), Throws.ArgumentException.With.Message.Contains($"got {length + 1} numbers"));
        Assert.That(() => Model.PredictPixels([]), Throws.ArgumentException);
        float[] pixels = new float[length];
        foreach (float wrong in (float[])[-1, 256, float.NaN, float.PositiveInfinity])
        {
            pixels[7] = wrong;
            Assert.That(() => Model.PredictPixels(pixels), Throws.TypeOf<ArgumentOutOfRangeException>(), $"{wrong}");
        }
    }

    private static async Task<List<PredictionOutcome>> All(IAsyncEnumerable<PredictionOutcome> outcomes)
    {
        List<PredictionOutcome> all = [];
        await foreach (PredictionOutcome outcome in outcomes)
        {
            all.Add(outcome);
        }

        return all;
    }
}
