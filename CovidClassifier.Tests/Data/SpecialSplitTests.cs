namespace CovidClassifier.Tests.Data;

public sealed class SpecialSplitTests
{
    private static XRayDataset Dataset(int count, Func<int, XRayImage, XRayImage> describe) => XRayDataset.FromImages(
        Enumerable.Range(0, count).Select(i => describe(i, SomeImages.Image(i % 2 == 0 ? "A" : "B", $"p{i}", $"{i}.png"))));

    [Test]
    public void SplitAsGiven_PartsGiven_AreHonouredAndCutPatientsAreNamed()
    {
        XRayDataset dataset = Dataset(40, (i, image) => image with
        {
            GivenPart = i < 30 ? DatasetPart.Training : DatasetPart.Test,
            PatientId = i is 0 or 39 ? "torn" : image.PatientId,
        });
        DatasetSplit split = dataset.SplitAsGiven(validation: 0.2);
        Assert.That(split.Test.Images.Select(i => i.GivenPart), Has.All.EqualTo(DatasetPart.Test));
        Assert.That((split.Training.Count + split.Validation.Count, split.Validation.Count, split.Test.Count), Is.EqualTo((30, 6, 10)));
        Assert.That(split.Warnings, Has.Some.EqualTo("The dataset's own split cuts 1 patients, who have images in two of its parts."));
    }

    [Test]
    public void SplitAsGiven_AnImageWithoutPart_IsRefused() => Assert.That(
        () => Dataset(10, (i, image) => image with { GivenPart = i == 3 ? null : DatasetPart.Training }).SplitAsGiven(),
        Throws.TypeOf<DatasetException>().With.Message.EndsWith("but 1 of 10 images have none."));

    [Test]
    public void LeaveOneSourceOut_EachSource_IsOnceTheTestAndItsPatientsAreNowhereElse()
    {
        XRayDataset dataset =
            Dataset(60, (i, image) => image with { Source = i < 20 ? "X" : i < 40 ? "Y" : null, PatientId = i is 0 or 59 ? "both" : image.PatientId });
        IReadOnlyList<SourceSplit> splits = dataset.LeaveOneSourceOut();
        Assert.That(splits.Select(s => s.Source), Is.EqualTo(new[] { "X", "Y", "unknown" }));
        foreach ((string source, DatasetSplit split) in splits)
        {
            Assert.That(split.Test.Images.Select(i => i.Source ?? "unknown"), Has.All.EqualTo(source));
            XRayImage[] rest = [.. split.Training.Images, .. split.Validation.Images];
            Assert.That(rest.Select(i => i.Source ?? "unknown"), Has.None.EqualTo(source));
            Assert.That(rest.Select(i => i.PatientId).Intersect(split.Test.Images.Select(i => i.PatientId)), Is.Empty);
            Assert.That(rest.Length + split.Test.Count, Is.EqualTo(source == "Y" ? 60 : 59));
        }
    }

    [Test]
    public void LeaveOneSourceOut_OneSource_IsRefused() =>
        Assert.That(() => Dataset(10, (_, image) => image with { Source = "X" }).LeaveOneSourceOut(), Throws.TypeOf<DatasetException>());

    [Test]
    public void RepeatedFolds_Repeats_DifferAndBeginWithTheFolds()
    {
        XRayDataset dataset = Dataset(40, (_, image) => image);
        IReadOnlyList<IReadOnlyList<int>> repeats = dataset.RepeatedFolds(5, 3, seed: 4);
        Assert.That(repeats[0], Is.EqualTo(dataset.Folds(5, seed: 4)));
        Assert.That(repeats[1], Is.Not.EqualTo(repeats[0]));
        Assert.That(repeats, Has.Count.EqualTo(3));
    }
}
