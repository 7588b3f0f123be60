namespace CovidClassifier.Tests.Workflows;

public sealed class ComparisonTests
{
    private readonly TempFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Compare_TwoNetworks_ScoresTheSameFoldsAndTellsWhatTheyCost()
    {
        ComparisonResult comparison = Builder().Compare([Network.CustomCnn(), Basis().FineTuned()], new ComparisonOptions { Folds = 2 });
        Assert.That(comparison.Table.Rows.Select(r => r.Name), Is.EquivalentTo(new[] { "cnn", "basis finetune" }));
        Assert.That(
            comparison.Results["cnn"].Images.Select(i => (i.Image.Name, i.Fold)), Is.EqualTo(comparison.Results["basis finetune"].Images.Select(i => (i.Image.Name, i.Fold))));
        ModelCost cost = comparison.Table.Rows.Single(r => r.Name == "cnn").Cost;
        Assert.That(cost.Parameters, Is.EqualTo(422177));
        Assert.That(cost.ModelBytes, Is.InRange(4 * 422177, 4 * 422177 + 20000));
        Assert.That(new[] { cost.TrainingSeconds, cost.MillisecondsPerImage }, Is.All.GreaterThan(0));
    }

    [Test]
    public void Compare_ANetworkThatCannotBeTrained_IsListedAndTheOthersGoOn()
    {
        ComparisonResult comparison = Builder().Compare([Basis().FineTuned(new FineTuningOptions { Cut = "nowhere" }), Network.CustomCnn()], new ComparisonOptions { Folds = 2 });
        Assert.That(comparison.Table.Rows.Select(r => r.Name), Is.EqualTo(new[] { "cnn" }));
        Assert.That(comparison.Table.Missing.Single().Reason, Does.Contain("cannot be cut at 'nowhere'"));
    }

    [Test]
    public void Compare_TheSameTwice_IsRefused() => Assert.That(
        () => Builder().Compare([Network.CustomCnn(), Network.CustomCnn()]),
        Throws.ArgumentException.With.Message.Contains("networks that differ, got: cnn, cnn"));

    private Network Basis()
    {
        Network.CustomCnn().SaveOnnx(_folder["basis.onnx"], 2, seed: 3);
        return Network.FromOnnx(_folder["basis.onnx"]);
    }

    private static CovidModelBuilder Builder() => new CovidModelBuilder(seed: 1).WithData(Some.Dataset(24)).WithTraining(t => t with { Epochs = 1 });
}
