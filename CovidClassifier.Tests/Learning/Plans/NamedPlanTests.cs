namespace CovidClassifier.Tests.Learning.Plans;

public class NamedPlanTests
{
    [Test]
    public void Named_APlan_ChangesItsTitleAloneAndLeavesThePlanAsItIs()
    {
        LearningPlan plan = Backbone.MobileNetV2.Frozen(), named = plan.Named("heads on it");
        Assert.That((named.Title, named.Name, $"{named}"), Is.EqualTo(("heads on it", plan.Name, "heads on it")));
        Assert.That(plan.Title, Is.EqualTo("mobilenetv2 frozen maxent"));
        Assert.That(named.Choices, Is.EqualTo(plan.Choices));
    }

    [Test]
    public void Compare_TwoVariantsOfOneNetwork_NeedATitleEach()
    {
        CovidModelBuilder builder = new CovidModelBuilder().WithData(Some.Dataset(24)).WithAudits(AuditDepth.None).WithTraining(t => t with { Epochs = 1 });
        Assert.That(
            () => builder.Compare([Network.CustomCnn(0.25, 64), Network.CustomCnn(0.5, 64)]),
            Throws.ArgumentException.With.Message.Contains(
                "needs networks that differ, got: cnn, cnn. Give two variants of one network a title each: .Named(\"wide\")."));
        ComparisonResult compared = builder.Compare([Network.CustomCnn(0.25, 64), Network.CustomCnn(0.5, 64).Named("dropout 0.5")],
            new ComparisonOptions { Folds = 2 });
        Assert.That(compared.Table.Rows.Select(r => r.Name), Is.EquivalentTo(["cnn", "dropout 0.5"]));
    }

    [TestCase("")]
    [TestCase(" ")]
    public void Named_Blank_IsRefused(string title) => Assert.That(() => Network.CustomCnn().Named(title), Throws.ArgumentException);
}
