using CovidClassifier.Data.Facts;

namespace CovidClassifier.Tests.Data;

public sealed class SourceTests
{
    [TestCase("https://www.eurorad.org/case/17181", "eurorad.org")]
    [TestCase("http://Radiopaedia.org/cases/x", "radiopaedia.org")]
    [TestCase("https://github.com/ml-workgroup/covid-19-image-repository", "github.com/ml-workgroup/covid-19-image-repository")]
    [TestCase("https://github.com/ml-workgroup/covid-19-image-repository/tree/master/png", "github.com/ml-workgroup/covid-19-image-repository")]
    [TestCase("10.1056/nejmc2001272", null)]
    [TestCase("ftp://files.org/x", null)]
    [TestCase("", null)]
    [TestCase(null, null)]
    public void Publisher_OfAnAddress_IsItsHostOrRepository(string? address, string? publisher) =>
        Assert.That(WebPublisher.Of(address), Is.EqualTo(publisher));

    [Test]
    public void WithSources_SmallOnes_AreOneAndSaid()
    {
        XRayDataset dataset = XRayDataset.FromImages(Enumerable.Range(0, 20).Select(i => SomeImages.Image("A", $"p{i}", $"{i}.png") with
        {
            Source = "collection",
            Publisher = i < 10 ? "large.org" : i < 17 ? $"small{i % 3}.org" : null,
        }));
        XRayDataset told = dataset.WithSources(i => i.Publisher, smallest: 4);
        Assert.That(told.Images.Select(i => i.Source).Distinct(), Is.EquivalentTo(new[] { "large.org", "small sources" }));
        Assert.That(told.Notes, Has.Some.Contains("sources with fewer than 4 images are together one, 'small sources' (10 images)"));
        Assert.That(told.Images.Select(i => i.PatientId), Is.EqualTo(dataset.Images.Select(i => i.PatientId)));
        Assert.That(dataset.WithSources(i => i.Publisher).Images[19].Source, Is.EqualTo("collection"));
    }

    [Test]
    public void WithJoinedClasses_Several_AreOneInThePlaceOfTheFirst()
    {
        XRayDataset dataset = XRayDataset.FromImages(new[] { "A", "B", "C", "D" }.Select(c => SomeImages.Image(c, c, $"{c}.png")));
        XRayDataset joined = dataset.WithJoinedClasses("rest", "b", "D");
        Assert.That(joined.ClassNames, Is.EqualTo(new[] { "A", "rest", "C" }));
        Assert.That(joined.Images.Select(i => i.Label), Is.EqualTo(new[] { "A", "rest", "C", "rest" }));
        Assert.That(dataset.WithJoinedClasses("C", "B", "C").ClassNames, Is.EqualTo(new[] { "A", "C", "D" }));
        Assert.That(() => dataset.WithJoinedClasses("A", "B", "C"), Throws.ArgumentException.With.Message.Contains("has a class A"));
        Assert.That(() => dataset.WithJoinedClasses("x", "Q"), Throws.TypeOf<DatasetException>());
    }

    [Test]
    public void Merge_AnImageThatAnotherCollectionTookOver_IsTakenOnce()
    {
        static XRayImage Image(string name, string label, string source, string? publisher, string? patient) =>
            SomeImages.Image(label, patient, name) with { Source = source, Publisher = publisher };
        var first = XRayDataset.FromImages([Image("a/one.jpg", "A", "collection", "h.org", "1"), Image("a/two.jpg", "B", "collection", null, "2")]);
        var second = XRayDataset.FromImages(
        [
            Image("b/one.png", "B", "hospital", "h.org", "9"), Image("b/two.png", "B", "collection", null, "2"),
                Image("b/two.png2", "A", "hospital", null, "3"),
            Image("b/three.png", "A", "hospital", null, null),
        ]);
        var merged = XRayDataset.Merge(first, second);
        Assert.That(merged.Images.Select(i => i.Name), Is.EqualTo(new[] { "a/one.jpg", "a/two.jpg", "b/two.png2", "b/three.png" }));
        Assert.That(merged.LeftOut.Select(l => (l.Count, l.Reason.Contains("by file name and publisher or patient", StringComparison.Ordinal))),
            Is.EqualTo(new[] { (2, true) }));
        Assert.That(merged.Warnings, Has.Some.Contains("1 images of").And.Some.Contains("have another label in an earlier of the merged datasets"));
    }
}
