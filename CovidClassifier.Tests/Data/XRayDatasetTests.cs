using CovidClassifier.Data;

namespace CovidClassifier.Tests.Data;

public sealed class XRayDatasetTests
{
    [Test]
    public void WithClasses_AnySpelling_KeepsTheCallersOrderAndCountsTheRest()
    {
        XRayDataset dataset = SomeImages.OfPatients([["COVID-19"], ["Normal"], ["Normal"], ["Pneumonia"]]);
        XRayDataset chosen = dataset.WithClasses("no_findings", "covid 19");
        Assert.That(chosen.ClassNames, Is.EqualTo(new[] { "Normal", "COVID-19" }));
        Assert.That(chosen.Count, Is.EqualTo(3));
        Assert.That(chosen.LeftOut, Is.EqualTo(new[] { new LeftOut("class Pneumonia is not chosen", 1) }));
        Assert.That(dataset.Count, Is.EqualTo(4), "the original stays");
    }

    [Test]
    public void WithClasses_UnknownClass_ListsTheClassesPresent()
    {
        XRayDataset dataset = SomeImages.OfPatients([["COVID-19"], ["Normal"]]);
        Assert.That(() => dataset.WithClasses("COVID-19", "Covd"), Throws.InstanceOf<DatasetException>().With.Message.EqualTo(
            "Class 'Covd' must be one of the classes of dataset 'images': COVID-19, Normal."));
        Assert.That(() => dataset.WithClasses("Normal", "No finding"), Throws.ArgumentException);
        Assert.That(() => dataset.WithClasses(), Throws.ArgumentException);
    }

    [Test]
    public void FromImages_OneIsNull_IsRefusedWithItsNumber() => Assert.That(
        () => XRayDataset.FromImages([SomeImages.Image("A"), null!]),
        Throws.ArgumentException.With.Message.StartsWith("The images must not hold null, but image 2 is."));

    [Test]
    public void FromImages_WithoutLabelOrFile_AreProblems()
    {
        XRayImage[] images = [SomeImages.Image("A"), XRayImage.FromBytes([1], "b"), XRayImage.FromFile("no-such-file.png") with { Label = "A" }];
        var e = Assert.Throws<DatasetException>(() => XRayDataset.FromImages(images));
        Assert.That(e!.Problems.Select(p => (p.Kind, p.Path)), Is.EqualTo(new[]
        {
            (DatasetProblemKind.UnknownLabel, "b"), (DatasetProblemKind.MissingImage, "no-such-file.png"),
        }));
    }

    [Test]
    public void RequireTwoClasses_OneOrAnEmptyOne_SaysWhich()
    {
        Assert.That(() => SomeImages.OfPatients([["A"]]).RequireTwoClasses("training"), Throws.InstanceOf<DatasetException>().With.Message.EqualTo(
            "Dataset 'images' cannot be used for training: it must hold images of at least two classes and of every class, but its only class is A."));
        XRayDataset empty = XRayDataset.FromImages([SomeImages.Image("A")], options: new DatasetOptions { ClassNames = ["A", "B"] });
        Assert.That(() => empty.RequireTwoClasses("training"), Throws.InstanceOf<DatasetException>().With.Message.Contains("but has none of B."));
        Assert.That(() => SomeImages.OfPatients([["A"], ["B"]]).RequireTwoClasses("training"), Throws.Nothing);
    }

    [Test]
    public void WithoutUnreadable_Allowed_MovesTheImageToTheProblems()
    {
        XRayImage[] images = [SomeImages.Image("A", name: "same"), SomeImages.Image("A", name: "same"), SomeImages.Image("B")];
        XRayDataset strict = XRayDataset.FromImages(images);
        Assert.That(() => strict.WithoutUnreadable([(strict.Images[0], "it is cut short.")]), Throws.InstanceOf<DatasetException>());
        Assert.That(strict.WithoutUnreadable([]), Is.SameAs(strict));

        XRayDataset lenient = XRayDataset.FromImages(images, options: new DatasetOptions { AllowProblems = true });
        XRayDataset rest = lenient.WithoutUnreadable([(lenient.Images[0], "it is cut short.")]);
        Assert.That(rest.Images, Is.EqualTo(lenient.Images.Skip(1)).Using<XRayImage>(ReferenceEquals), "found by reference, not by content");
        Assert.That(rest.Problems.Single(), Is.EqualTo(new DatasetProblem(DatasetProblemKind.Unreadable, "same", null, "it is cut short")));
    }

    [Test]
    public void Detect_EachLayout_IsRecognised()
    {
        using TempFolder folder = new TempFolder().Images("folder/A/a.png", "manifest/a.png", "dark/Covid-19/a.png", "dark/No_findings/00000001_000.png")
            .Images("plain/Covid-19/a.png", "plain/Normal/b.png", "chest/images/a.png")
            .Text("manifest/manifest.csv", "file,label", "a.png,A")
            .Text("chest/metadata.csv", "patientid,finding,view,modality,folder,filename", "1,COVID-19,PA,X-ray,images,a.png");
        Assert.That(
            new[] { "folder", "manifest", "manifest/manifest.csv", "dark", "plain", "chest" }.Select(p => XRayDataset.Detect(folder[p])),
            Is.EqualTo(new[] { "folder", "csv", "csv", "darkcovidnet", "folder", "covid-chestxray" }));
        Assert.That(XRayDataset.Open(folder["dark"]).Images[1].PatientId, Is.EqualTo("00000001"));
        Assert.That(XRayDataset.Open(folder["dark"], "folder").Images[1].Source, Is.Null, "the general layout knows no collection");
        Assert.That(() => XRayDataset.Open(folder["dark"], "zip"), Throws.ArgumentException.With.Message.StartsWith(
            $"The format must be one of {string.Join(", ", XRayDataset.Formats)}, got 'zip'."));
        Assert.That(() => XRayDataset.Detect(folder["manifest/.."] + "/folder/A"), Throws.InstanceOf<DatasetException>());
    }

    [Test]
    public void Detect_RealCopies_AreRecognised()
    {
        Assert.That(XRayDataset.Detect(SharedFolder.Path("data/darkcovidnet")), Is.EqualTo("darkcovidnet"));
        Assert.That(XRayDataset.Detect(SharedFolder.Path("data/covid-chestxray-dataset")), Is.EqualTo("covid-chestxray"));
    }

    [Test]
    public void Summary_CountsEverythingTheCardNeeds()
    {
        XRayImage a = SomeImages.Image("A", "1");
        DatasetSummary summary = DatasetSummary.Of(XRayDataset.FromImages(
            [a with { View = "PA", Source = "s" }, a with { View = "L" }, SomeImages.Image("B")], "mine"));
        Assert.That((summary.Name, summary.Images, summary.Patients), Is.EqualTo(("mine", 3, 1)));
        Assert.That(summary.KnownPatientShare, Is.EqualTo(2.0 / 3));
        Assert.That(summary.Classes, Is.EqualTo(new Dictionary<string, int> { ["A"] = 2, ["B"] = 1 }));
        Assert.That(summary.Sources, Is.EqualTo(new Dictionary<string, int> { ["s"] = 1, ["unknown"] = 2 }));
        Assert.That(summary.Views, Is.EqualTo(new Dictionary<string, int> { ["L"] = 1, ["PA"] = 1, ["unknown"] = 1 }));
    }
}
