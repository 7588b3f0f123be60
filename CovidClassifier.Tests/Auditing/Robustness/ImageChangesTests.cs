using CovidClassifier.Auditing.Robustness;
using CovidClassifier.Imaging;

namespace CovidClassifier.Tests.Auditing.Robustness;

public sealed class ImageChangesTests
{
    private static readonly GrayImage Picture =
        new(96, 80, [.. Enumerable.Range(0, 96 * 80).Select(i => (byte)SomeChests.Picture(1)(i % 96 / 96.0, i / 96 / 80.0))]);

    [TestCaseSource(nameof(Names))]
    public void Apply_StrongerSteps_ChangeThePictureMore(string name)
    {
        ImageChange change = ImageChanges.All.Single(c => c.Name == name);
        double[] differences = [.. change.Steps.Select(step => Difference(change.Apply(Picture, step, 1)))];
        Assert.That(differences, Is.Ordered.Ascending);
        Assert.That(differences[0], Is.GreaterThan(0), "the mildest step changes something");
    }

    [Test]
    public void Apply_SameImageTwice_IsTheSame()
    {
        ImageChange noise = ImageChanges.All.Single(c => c.Name == "noise");
        byte[] first = noise.Apply(Picture, 10, 3).Pixels, again = noise.Apply(Picture, 10, 3).Pixels, other = noise.Apply(Picture, 10, 4).Pixels;
        Assert.That(again, Is.EqualTo(first).And.Not.EqualTo(other));
    }

    private static IEnumerable<string> Names => ImageChanges.All.Select(c => c.Name).Where(n => n != "downscaling");

    private static double Difference(GrayImage other) =>
        GrayCrop.StretchTo(other, Picture.Width, Picture.Height).Pixels.Zip(Picture.Pixels, (a, b) => Math.Abs(a - b)).Average();
}
