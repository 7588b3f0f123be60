using CovidClassifier.Foundation;
using CovidClassifier.Search.Recipes;

namespace CovidClassifier.Search;

/// <summary>
/// What a search tries, in order: each network's recipe with the library's defaults, of the first network every way, then changes that most often help, then
/// random changes of the best recipes so far and
/// random recipes in turn. Depends on the seed and on what came before alone.
/// </summary>
internal sealed class SearchSpace
{
    private const int Draws = 100;

    private readonly IReadOnlyList<Network> _networks;
    private readonly Seed _seed;
    private readonly TrialRecipe[] _first;
    private readonly bool _bySource;

    /// <param name="networks">The most promising pre-trained one first.</param>
    /// <param name="seed">Where draws come from.</param>
    /// <param name="bySource">Whether recipes are compared on left-out sources: what only those can judge is then in the space too.</param>
    public SearchSpace(IReadOnlyList<Network> networks, Seed seed, bool bySource = false)
    {
        _bySource = bySource;
        _networks = networks;
        _seed = seed;
        Network? promising = networks.FirstOrDefault(n => n.IsPretrained);
        IEnumerable<(int Round, TrialRecipe Recipe)> planned = networks.SelectMany(n => Families(n).SelectMany(f => f.Portfolio(n, n == promising)));
        Network first = promising ?? networks[0];
        IEnumerable<(int Round, TrialRecipe Recipe)> bySources = bySource ? Families(first).SelectMany(f => f.SourcePortfolio(first)) : [];
        _first = [.. planned.Concat(bySources).OrderBy(r => r.Round).Select(r => r.Recipe)];
    }

    /// <summary>The next recipe to try.</summary>
    /// <param name="tried">All recipes so far; none is tried twice.</param>
    /// <param name="best">The best of them, best first; may be empty.</param>
    /// <returns>Null: nothing new is left.</returns>
    public TrialRecipe? Next(IReadOnlyList<TrialRecipe> tried, IReadOnlyList<TrialRecipe> best)
    {
        HashSet<TrialRecipe> known = [.. tried];
        if (_first.FirstOrDefault(r => !known.Contains(r)) is { } planned)
        {
            return planned;
        }

        RandomStream random = _seed.For("recipe").For(tried.Count).Open();
        return Enumerable.Range(0, Draws)
            .Select(draw => best.Count > 0 && draw % 4 < 3 ? Changed(best[random.Below(best.Count)], random) : Any(random))
            .FirstOrDefault(r => !known.Contains(r));
    }

    private static IReadOnlyList<RecipeFamily> Families(Network network) => [.. RecipeFamily.All.Where(f => f.Takes(network))];

    private Hyperparameter[] Varied(RecipeFamily family) => [.. family.Hyperparameters.Where(h => _bySource || !h.IsJudgedBySources)];

    private TrialRecipe Changed(TrialRecipe recipe, RandomStream random)
    {
        Hyperparameter[] hyperparameters = Varied(recipe.Family);
        for (int changes = 1 + random.Below(2); changes > 0; changes--)
        {
            recipe = Drawn(recipe, hyperparameters[random.Below(hyperparameters.Length)], random);
        }

        return recipe;
    }

    private TrialRecipe Any(RandomStream random)
    {
        Network network = _networks[random.Below(_networks.Count)];
        RecipeFamily family = AnyFamily(Families(network), random);
        return Varied(family).Aggregate(new TrialRecipe(network, family), (recipe, h) => random.Below(2) == 0 ? recipe : Drawn(recipe, h, random));
    }

    private static RecipeFamily AnyFamily(IReadOnlyList<RecipeFamily> families, RandomStream random)
    {
        int drawn = families.Count == 1 ? 0 : random.Below(families.Sum(f => f.Weight));
        return families.First(f => (drawn -= f.Weight) < 0);
    }

    private static TrialRecipe Drawn(TrialRecipe recipe, Hyperparameter hyperparameter, RandomStream random) =>
        recipe.WithNumber(hyperparameter, random.Below(hyperparameter.Words.Count));
}
