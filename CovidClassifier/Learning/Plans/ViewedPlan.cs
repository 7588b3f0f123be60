using CovidClassifier.Foundation;
using CovidClassifier.Networks;

namespace CovidClassifier.Learning.Plans;

/// <summary>A plan whose model averages over several views of an image; it learns as the plan inside does.</summary>
internal sealed class ViewedPlan(LearningPlan plan, ScoringViews views) : LearningPlan(plan.Name)
{
    private protected override string OwnTitle => $"{plan.Title}, views {Words}";

    internal override IReadOnlyList<string> Licences => plan.Licences;

    internal override TrainingOptions Defaults => plan.Defaults;

    internal override bool NeedsValidation => plan.NeedsValidation;

    internal override bool LearnsByEpochs => plan.LearnsByEpochs;

    internal override IReadOnlyDictionary<string, string> Choices => plan.Choices.Append(KeyValuePair.Create("views", Words)).ToDictionary();

    internal override string Description => plan.Description;

    private string Words => views.ToString().ToLowerInvariant();

    internal override NetworkGraph Build(int classCount, Seed seed) => plan.Build(classCount, seed);

    internal override IPreparedLearner Prepare(LearnerSetup setup, CancellationToken cancellationToken) =>
        new PreparedViews(plan.Prepare(setup, cancellationToken), views);

    internal override LearningPlan Quick() => plan.Quick();

    // one set of views, not views of views
    private protected override LearningPlan Viewed(ScoringViews more)
    {
        var all = new ViewedPlan(plan, views | more);
        return GivenTitle is { } title ? all.Named(title) : all;
    }
}
