using CovidClassifier.Foundation;

namespace CovidClassifier.Search;

/// <summary>
/// What a search tries, in order: each network's recipe with the library's defaults, of the first network every way, then changes that most often help, then random changes of the best recipes so far and
/// random recipes in turn. Depends on the seed and on what came before alone.
/// </summary>
internal sealed class SearchSpace
{
    private const int Draws = 100;

    private readonly IReadOnlyList<string> _networks;
    private readonly Seed _seed;
    private readonly TrialRecipe[] _first;

    /// <param name="networks">Names of the networks, the most promising pre-trained one first; "cnn" is the study's own, the only one without learned weights.</param>
    /// <param name="seed">Where draws come from.</param>
    public SearchSpace(IReadOnlyList<string> networks, Seed seed)
    {
        _networks = networks;
        _seed = seed;
        _first = [.. Portfolio()];
    }

    /// <summary>The next recipe to try.</summary>
    /// <param name="tried">All recipes so far; none is tried twice.</param>
    /// <param name="best">The best of them, best first; may be empty.</param>
    /// <returns>Null: nothing new is left.</returns>
    public TrialRecipe? Next(IReadOnlyList<TrialRecipe> tried, IReadOnlyList<TrialRecipe> best)
    {
        HashSet<string> known = [.. tried.Select(t => t.ToString())];
        if (_first.FirstOrDefault(r => !known.Contains(r.ToString())) is { } planned)
        {
            return planned;
        }

        RandomStream random = _seed.For("recipe").For(tried.Count).Open();
        return Enumerable.Range(0, Draws)
            .Select(draw => best.Count > 0 && draw % 4 < 3 ? Changed(best[random.Below(best.Count)], random) : Any(random))
            .FirstOrDefault(r => !known.Contains(r.ToString()));
    }

    private IEnumerable<TrialRecipe> Portfolio()
    {
        (int Network, string Name)[] learned = [.. _networks.Select((name, i) => (i, name)).Where(n => n.name != "cnn")];
        (int Network, string Name)[] cnn = [.. _networks.Select((name, i) => (i, name)).Where(n => n.name == "cnn")];
        TrialRecipe Of((int Network, string Name) n, LearningMode mode, params (string Knob, string Value)[] changes) =>
            new(n.Network, n.Name, mode, changes.Select(c => KeyValuePair.Create(c.Knob, c.Value)));
        TrialRecipe Tuned((int Network, string Name) n, params (string Knob, string Value)[] changes) => Of(n, LearningMode.FineTuned, changes);
        return
        [
            .. learned.Take(1).SelectMany(n => new[] { Tuned(n), Of(n, LearningMode.Frozen) }),
            .. learned.Skip(1).Select(n => Of(n, LearningMode.Frozen)),
            .. learned.Skip(1).Select(n => Tuned(n)),
            .. learned.Take(1).SelectMany(n => new[]
            {
                Tuned(n, (Knobs.Epochs, "20"), (Knobs.Variants, "4")),
                Tuned(n, (Knobs.Cut, Knobs.Early)),
                Tuned(n, (Knobs.Variants, "4")),
                Tuned(n, (Knobs.PretrainedRate, "1")),
            }),
            .. cnn.SelectMany(n => new[] { Of(n, LearningMode.Scratch), Of(n, LearningMode.Scratch, (Knobs.Augmentation, Knobs.Mild)) }),
            .. learned.Take(1).SelectMany(n => new[] { Of(n, LearningMode.Frozen, (Knobs.L2, "300")), Of(n, LearningMode.Frozen, (Knobs.L2, "30")) }),
        ];
    }

    private static TrialRecipe Changed(TrialRecipe recipe, RandomStream random)
    {
        for (int changes = 1 + random.Below(2); changes > 0; changes--)
        {
            Knob knob = recipe.Knobs[random.Below(recipe.Knobs.Count)];
            recipe = recipe.With(knob.Name, knob.Values[random.Below(knob.Values.Length)]);
        }

        return recipe;
    }

    private TrialRecipe Any(RandomStream random)
    {
        int network = random.Below(_networks.Count);
        string name = _networks[network];
        LearningMode mode = name == "cnn" ? LearningMode.Scratch : random.Below(3) == 0 ? LearningMode.Frozen : LearningMode.FineTuned;
        var recipe = new TrialRecipe(network, name, mode);
        return recipe.Knobs.Aggregate(recipe, (r, knob) => random.Below(2) == 0 ? r : r.With(knob.Name, knob.Values[random.Below(knob.Values.Length)]));
    }
}
