using CovidClassifier.Foundation;
using CovidClassifier.Networks;

namespace CovidClassifier.Learning.Plans;

/// <summary>
/// Trains several plans on the same images and takes the mean of their probabilities, all in one graph. A member of smaller images has them shrunk inside.
/// </summary>
internal sealed class EnsemblePlan : LearningPlan
{
    private readonly LearningPlan[] _members;

    /// <param name="members">Two or more; one may stand there several times, each time trained from another seed.</param>
    /// <exception cref="ArgumentException">Fewer, an ensemble among them, a head that is not part of a graph, or several ways to learn by epochs.</exception>
    public EnsemblePlan(IReadOnlyList<LearningPlan> members)
        : base(NameOf(members))
    {
        _members = [.. members];
        string[] ways = [.. _members.Where(m => m.LearnsByEpochs).Select(m => m.Choices[ModeKey]).Distinct()];
        if (ways.Length > 1)
        {
            throw new ArgumentException(
                $"Members of an ensemble that are trained epoch by epoch must learn in one way, because epochs and steps are said once for all of them, got " +
                    $"{string.Join(" and ", ways)}.",
                nameof(members));
        }
    }

    private protected override string OwnTitle => string.Join(" + ", _members.GroupBy(m => m.Title, StringComparer.Ordinal)
        .Select(same => same.Count() == 1 ? same.Key : FormattableString.Invariant($"{same.Count()} x {same.Key}")));

    internal override IReadOnlyList<string> Licences => [.. _members.SelectMany(m => m.Licences).Distinct()];

    internal override TrainingOptions Defaults => (_members.FirstOrDefault(m => m.LearnsByEpochs) ?? _members[0]).Defaults;

    internal override bool NeedsValidation => _members.Any(m => m.NeedsValidation);

    internal override bool LearnsByEpochs => _members.Any(m => m.LearnsByEpochs);

    internal override IReadOnlyDictionary<string, string> Choices => _members
        .SelectMany((member, i) => member.Choices.Select(c => KeyValuePair.Create(FormattableString.Invariant($"member{i + 1}.{c.Key}"), c.Value)))
        .Append(KeyValuePair.Create(ModeKey, "ensemble"))
        .Append(KeyValuePair.Create("members", string.Join("; ", _members.Select(m => m.Title))))
        .ToDictionary();

    internal override NetworkGraph Build(int classCount, Seed seed) => MeanOfNetworks.Of(BuildMembers(classCount, seed));

    internal override IPreparedLearner Prepare(LearnerSetup setup, CancellationToken cancellationToken)
    {
        IReadOnlyList<NetworkGraph> networks = BuildMembers(setup.Classes, setup.Seed.For("weights"));
        var prepared = new List<IPreparedLearner>();
        try
        {
            foreach ((LearningPlan member, NetworkGraph network) in _members.Zip(networks))
            {
                prepared.Add(member.Prepare(setup with { Network = network }, cancellationToken));
            }
        }
        catch
        {
            prepared.ForEach(p => p.Dispose());
            throw;
        }

        return new PreparedEnsemble(prepared);
    }

    internal override LearningPlan Quick() => _members[0].Quick();

    /// <summary>Each with weights of its own, all of one input size: the largest.</summary>
    private NetworkGraph[] BuildMembers(int classCount, Seed seed)
    {
        NetworkGraph[] built = [.. _members.Select((member, i) => member.Build(classCount, PreparedEnsemble.OfMember(seed, i)))];
        int side = built.Max(n => n.Width);
        return [.. built.Select(n => LargerInput.Of(n, side))];
    }

    private static string NameOf(IReadOnlyList<LearningPlan> members)
    {
        if (members.Count < 2 || members.Any(m => m is null))
        {
            throw new ArgumentException(
                $"An ensemble needs two members or more, got {members.Count(m => m is not null)}. One network trained from several seeds is the same plan " +
                    $"given several times.",
                nameof(members));
        }

        return members.FirstOrDefault(m => m is EnsemblePlan || !m.EndsInItsGraph) is { } wrong
            ? throw new ArgumentException(
                $"A member of an ensemble must end in one graph with its network, and be no ensemble itself, got '{wrong.Title}'.", nameof(members))
            : string.Join('+', members.Select(m => m.Name).Distinct());
    }
}
