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
            comparison.Results["cnn"].Images.Select(i => (i.Image.Name, i.Fold)),
                Is.EqualTo(comparison.Results["basis finetune"].Images.Select(i => (i.Image.Name, i.Fold))));
        ModelCost cost = comparison.Table.Rows.Single(r => r.Name == "cnn").Cost;
        Assert.That(cost.Parameters, Is.EqualTo(422177));
        Assert.That(cost.ModelBytes, Is.InRange(4 * 422177, 4 * 422177 + 20000));
        Assert.That(new[] { cost.TrainingTime, cost.ScoringTime!.Value }, Is.All.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    public void Compare_ANetworkThatCannotBeTrained_IsListedAndTheOthersGoOn()
    {
        ComparisonResult comparison =
            Builder().Compare([Basis().FineTuned(new FineTuningOptions { Cut = "nowhere" }), Network.CustomCnn()], new ComparisonOptions { Folds = 2 });
        Assert.That(comparison.Table.Rows.Select(r => r.Name), Is.EqualTo(new[] { "cnn" }));
        Assert.That(comparison.Table.Missing.Single().Reason, Does.Contain("cannot be cut at 'nowhere'"));
    }

    [Test]
    public void Compare_WhoDoubtsLabels_IsTheNetworkThatRanksFirst()
    {
        ComparisonResult comparison = Builder(60).WithAudits(AuditDepth.Files).Compare(
            [Network.CustomCnn(dropout: 0.9).Named("dull"), Network.CustomCnn().Named("keen")], new ComparisonOptions { Folds = 2 });
        AuditFinding finding = comparison.Audit!.Findings.Single(f => f.Name == "label errors");
        Assert.That(finding.Sentence, Does.StartWith($"Models of {comparison.Table.Rows[0].Name}, the best network, that never saw the images "));
    }

    [Test]
    public void Compare_NoneCanBeTrained_ListsEveryReason()
    {
        var error = Assert.Throws<TrainingException>(() => Builder().Compare(
            [Basis("first").FineTuned(new FineTuningOptions { Cut = "nowhere" }), Basis("second").FineTuned(new FineTuningOptions { Cut = "elsewhere" })],
                new ComparisonOptions { Folds = 2 }));
        Assert.That(error!.Message, Does.StartWith("None of the 2 networks could be trained: first finetune at nowhere: ").And.Contain("'nowhere'").And.Contain(
            "second finetune at elsewhere: ").And.Contain("'elsewhere'"));
        Assert.That(error.InnerException, Is.TypeOf<NetworkException>());
    }

    [Test]
    public void Compare_TheOnlyOneCannotBeTrained_ThrowsItsOwnError() => Assert.That(
        () => Builder().Compare([Basis().FineTuned(new FineTuningOptions { Cut = "nowhere" })], new ComparisonOptions { Folds = 2 }),
        Throws.TypeOf<NetworkException>().With.Message.Contains("'nowhere'"));

    [Test]
    public void Compare_TheSameTwice_IsRefused() => Assert.That(
        () => Builder().Compare([Network.CustomCnn(), Network.CustomCnn()]),
        Throws.ArgumentException.With.Message.Contains("networks that differ, got: cnn, cnn"));

    private Network Basis(string name = "basis")
    {
        Network.CustomCnn().SaveOnnx(_folder[$"{name}.onnx"], 2, seed: 3);
        return Network.FromOnnx(_folder[$"{name}.onnx"]);
    }

    private static CovidModelBuilder Builder(int images = 24) =>
        new CovidModelBuilder(seed: 1).WithData(Some.Dataset(images)).WithTraining(t => t with { Epochs = 1 });
}
