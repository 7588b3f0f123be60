namespace CovidClassifier.Tests.Learning.Plans;

public sealed class ViewedPlanTests
{
    private readonly TempFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Train_WithViews_IsSavedAndLoadedWithThem()
    {
        LearningPlan plain = SmallNetwork.Open(_folder).Frozen(), viewed = plain.WithViews(ScoringViews.Mirror | ScoringViews.Shifts);
        using CovidModel one = Train(plain), averaged = Train(viewed);
        byte[] image = Some.Png(64, 5, 0);
        averaged.Save(_folder["viewed.zip"]);
        using CovidModel loaded = CovidModel.Load(_folder["viewed.zip"]);
        Assert.That(loaded.Predict(image).Probabilities, Is.EqualTo(averaged.Predict(image).Probabilities));
        Assert.That(loaded.Predict(image).Probabilities, Is.Not.EqualTo(one.Predict(image).Probabilities));
        Assert.That((loaded.Predict(image).Disagreement, loaded.Card.Recipe["views"]), Is.EqualTo(((float?)null, "mirror, shifts")));
    }

    [Test]
    public void Explain_AViewedModel_ShowsWhereItLooks()
    {
        using CovidModel model = Train(SmallNetwork.Open(_folder).FineTuned().WithViews(ScoringViews.Shifts | ScoringViews.Scales));
        ImageExplanation shown = model.Explain(XRayImage.FromBytes(Some.Png(64, 5, 0), "a.png"));
        Assert.That(shown.Label, Is.EqualTo(model.Predict(Some.Png(64, 5, 0)).Label));
    }

    [Test]
    public void Train_AnEnsembleOfViewedPlans_TellsItsDisagreement()
    {
        LearningPlan viewed = SmallNetwork.Open(_folder).Frozen().WithViews(ScoringViews.Scales);
        LearningPlan other = SmallNetwork.Open(_folder).Frozen(Head.NearestClassMean()).WithViews(ScoringViews.Scales);
        using CovidModel model = Train(LearningPlan.Ensemble(viewed, other));
        Assert.That(model.Predict(Some.Png(64, 5, 0)).Disagreement, Is.GreaterThan(0));
    }

    [Test]
    public void WithViews_None_IsThePlanItself()
    {
        LearningPlan plan = Backbone.ResNet18.FineTuned();
        Assert.That(plan.WithViews(ScoringViews.None), Is.SameAs(plan));
        Assert.That(plan.WithViews(ScoringViews.Shifts | ScoringViews.Scales).Title, Is.EqualTo("resnet18 finetune, views shifts, scales"));
    }

    [Test]
    public void WithViews_Twice_IsOnePlanWithBoth()
    {
        LearningPlan both = Backbone.ResNet18.FineTuned().WithViews(ScoringViews.Shifts).WithViews(ScoringViews.Mirror | ScoringViews.Shifts);
        Assert.That((both.Title, both.Choices["views"]), Is.EqualTo(("resnet18 finetune, views mirror, shifts", "mirror, shifts")));
        Assert.That(both.Named("mine").WithViews(ScoringViews.Scales).Title, Is.EqualTo("mine"));
    }

    [Test]
    public void WithViews_WhereThereCanBeNone_IsRefused()
    {
        LearningPlan tuned = Backbone.ResNet18.FineTuned();
        Assert.That(() => tuned.WithViews((ScoringViews)8), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(
            () => Backbone.ResNet18.Frozen(Head.LightGbm()).WithViews(ScoringViews.Mirror),
            Throws.InvalidOperationException.With.Message.EqualTo(
                "Views are for a plan that ends in one graph with one network, got 'resnet18 frozen lightgbm'; give them to the members of an ensemble."));
        Assert.That(() => LearningPlan.Ensemble(tuned, tuned).WithViews(ScoringViews.Mirror), Throws.InvalidOperationException);
    }

    private static CovidModel Train(LearningPlan plan) => new CovidModelBuilder(seed: 5)
        .WithData(Some.Dataset(24))
        .WithAudits(AuditDepth.None)
        .WithTraining(t => t with { Epochs = 2, Threads = 1 })
        .WithNetwork(plan)
        .Train();
}
