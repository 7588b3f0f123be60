using CovidClassifier.Foundation;
using CovidClassifier.Networks;

namespace CovidClassifier.Learning;

/// <summary>The members of an ensemble, ready to be trained one after the other.</summary>
/// <param name="members">Owned; their networks have one input size.</param>
internal sealed class PreparedEnsemble(IReadOnlyList<IPreparedLearner> members) : IPreparedLearner
{
    /// <summary>Where a member's random numbers come from: the first one's from the seed itself, so that it is the model that its plan gives alone.</summary>
    /// <param name="seed">Of the whole.</param>
    /// <param name="member">From 0.</param>
    public static Seed OfMember(Seed seed, int member) => member == 0 ? seed : seed.For("member").For(member);

    public LearnedNetwork Train(LearnerTask task, CancellationToken cancellationToken)
    {
        var learned = new List<LearnedNetwork>();
        for (int i = 0; i < members.Count; i++)
        {
            LearnerTask own = task with { Seed = OfMember(task.Seed, i), Checkpoints = i == 0 ? task.Checkpoints : task.Checkpoints?.Beside(i + 1) };
            learned.Add(members[i].Train(own, cancellationToken));
        }

        LearnedNetwork first = learned.FirstOrDefault(m => m.History.Count > 0) ?? learned[0];
        NetworkGraph mean = MeanOfNetworks.Of([.. learned.Select(m => m.Network)]);
        return new LearnedNetwork(mean with { Notes = [.. mean.Notes, .. Alike(learned)] }, first.History, first.BestEpoch)
        {
            Members = learned.Count,
            Provider = first.Provider,
        };
    }

    // a head that no seed changes, for one
    private static IEnumerable<string> Alike(IReadOnlyList<LearnedNetwork> learned)
    {
        int different = learned.Select(m => m.Network.Model).Distinct().Count();
        return different == learned.Count ? []
            : [FormattableString.Invariant(
                $"The {learned.Count} members of the ensemble are {different} {(different == 1 ? "network" : "networks")}, some of them several times: ") +
                "a plan whose training draws nothing at random gives the same network from every seed, which adds nothing to a mean."];
    }

    public void Dispose()
    {
        foreach (IPreparedLearner member in members)
        {
            member.Dispose();
        }
    }
}
