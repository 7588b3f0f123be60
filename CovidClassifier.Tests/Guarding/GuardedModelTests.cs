using CovidClassifier.Guarding;
using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;
using CovidClassifier.Packaging.MlNet;
using CovidClassifier.Tests.Imaging;
using CovidClassifier.Tests.Learning;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace CovidClassifier.Tests.Guarding;

public class GuardedModelTests
{
    private readonly TempFolder _folder = new();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [TestCase("scratch")]
    [TestCase("linear head")]
    [TestCase("trees")]
    [TestCase("pixels")]
    public void Train_WithEveryRecipe_SavesAGuard_ThatPlainMlNetSeesToo(string recipe)
    {
        var builder = new CovidModelBuilder(seed: 1).WithData(Some.Dataset(48)).WithAudits(AuditDepth.None);
        Network network = SmallNetwork.Open(_folder);
        builder = recipe switch
        {
            "scratch" => builder.WithNetwork(network).WithTraining(t => t with { Epochs = 1 }),
            "linear head" => builder.WithNetwork(network.Frozen()),
            "trees" => builder.WithNetwork(network.Frozen(Head.Parse("lightgbm"))),
            _ => builder.WithTrainer(ml => ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(
                labelColumnName: "Label", featureColumnName: "Features"), imageSide: 64),
        };
        using (CovidModel trained = builder.Train())
        {
            Assert.That(trained.Card.Guard!.Images, Is.EqualTo(trained.Card.Data.Splits["training"].Images + trained.Card.Data.Splits["validation"].Images));
            trained.Save(_folder["m.zip"]);
        }

        using CovidModel model = CovidModel.Load(_folder["m.zip"]);
        var ml = new MLContext(seed: 1);
        ml.ComponentCatalog.RegisterAssembly(typeof(CovidModel).Assembly);
        ITransformer plain = ml.Model.Load(_folder["m.zip"], out _);
        byte[][] files = [Some.Png(64, seed: 3, stripe: 1), PngEncoder.Png(new byte[64 * 64], 64, 64)];
        IDataView rows = plain.Transform(ml.Data.LoadFromEnumerable(files.Select(f => new ImageSourceRow { ImageSource = f })));
        float[] scores = [.. rows.GetColumn<float[]>(GuardGraph.Score).Select(s => s[0])];
        string[] reasons = [.. rows.GetColumn<string[]>(GuardGraph.Reasons).Select(s => s[0])];
        GuardVerdict[] own = [.. files.Select(f => model.Predict(f).Guard!)];
        Assert.That(scores, Is.EqualTo(own.Select(v => v.Distance)).Within(1e-4f));
        Assert.That(reasons, Is.EqualTo(own.Select(v => v.Reason ?? "")));
        Assert.That(reasons[1], Is.EqualTo("almost black"));
    }

    [Test]
    public void Predict_ADicomFileOfAnotherModality_IsNotAccepted_WhateverItLooksLike()
    {
        using CovidModel model = new CovidModelBuilder(seed: 1).WithData(Some.Dataset(48)).WithAudits(AuditDepth.None)
            .WithNetwork(SmallNetwork.Open(_folder).Frozen()).Train();
        GrayImage known = XRayDecoder.DecodeFullSize(Some.Png(64, seed: 3, stripe: 1));
        TestDicom Of(string modality) => new TestDicom(known.Width, known.Height, 8, 8, (x, y) => [known.Pixels[y * known.Width + x]])
            .With(0x0008_0060, "CS", modality);
        string path = _folder["ct.dcm"];
        File.WriteAllBytes(path, Of("CT").Encode());
        Assert.That(model.Predict(Of("CR").Encode()).Guard!.IsAccepted, Is.True);
        Assert.That(model.Predict(Of("CT").Encode()).Guard!.Reason, Is.EqualTo("of modality CT, by its header"));
        Assert.That(model.Predict(path).Guard!.Reason, Is.EqualTo("of modality CT, by its header"));
    }

    [Test]
    public void Train_OnTooFewImages_HasNoGuard_AndSaysSo()
    {
        using CovidModel model = new CovidModelBuilder(seed: 1).WithData(Some.Dataset(16)).WithAudits(AuditDepth.None)
            .WithNetwork(SmallNetwork.Open(_folder).Frozen()).Train();
        Assert.That(model.Card.Guard, Is.Null);
        Assert.That(model.Card.Warnings, Has.Some.EqualTo("The model has no input guard: that takes 20 images of two patients or more."));
        Assert.That(model.Predict(Some.Png(64, seed: 3, stripe: 1)).Guard, Is.Null);
    }
}
