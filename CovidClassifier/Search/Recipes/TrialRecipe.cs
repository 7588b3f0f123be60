namespace CovidClassifier.Search.Recipes;

/// <summary>
/// One recipe of a search: a network, how it learns, and every hyperparameter that is not at its default. Immutable; two are equal where they say the same.
/// </summary>
internal sealed class TrialRecipe : IEquatable<TrialRecipe>
{
    // by name
    private readonly (Hyperparameter Hyperparameter, int Value)[] _changes;

    /// <summary>The recipe with every default.</summary>
    /// <param name="network">What learns.</param>
    /// <param name="family">How.</param>
    public TrialRecipe(Network network, RecipeFamily family)
        : this(network, family, [])
    {
    }

    private TrialRecipe(Network network, RecipeFamily family, IEnumerable<(Hyperparameter Hyperparameter, int Value)> changes)
    {
        Network = network;
        Family = family;
        _changes = [.. changes.OrderBy(c => c.Hyperparameter.Name, StringComparer.Ordinal)];
    }

    public Network Network { get; }

    public RecipeFamily Family { get; }

    /// <summary>What is not at its default, in words, by name.</summary>
    public IEnumerable<(string Name, string Word)> Changes => _changes.Select(c => (c.Hyperparameter.Name, c.Hyperparameter.Words[c.Value]));

    /// <summary>How far it is from the simplest: a head on frozen features with every default. Of equally good recipes the simpler is taken.</summary>
    public int Complexity => Family.Complexity + _changes.Length;

    /// <summary>What trials have in common that take equally long, but for <see cref="RecipeFamily.CostFactor"/>.</summary>
    public (Network Network, RecipeFamily Family, string Key) CostKind => (Network, Family, Family.CostKey(this));

    /// <summary>The same with another value.</summary>
    /// <exception cref="ArgumentException">The family does not vary this, or the value cannot be chosen.</exception>
    public TrialRecipe With<T>(Hyperparameter<T> hyperparameter, T value) => WithNumber(hyperparameter, hyperparameter.NumberOf(value));

    /// <summary>The same with another value, by its number among the hyperparameter's.</summary>
    /// <exception cref="ArgumentException">The family does not vary this.</exception>
    public TrialRecipe WithNumber(Hyperparameter hyperparameter, int number)
    {
        Require(hyperparameter);
        IEnumerable<(Hyperparameter Hyperparameter, int Value)> others = _changes.Where(c => c.Hyperparameter != hyperparameter);
        return new TrialRecipe(Network, Family, number == 0 ? others : others.Append((hyperparameter, number)));
    }

    /// <summary>What is chosen for a hyperparameter.</summary>
    /// <exception cref="ArgumentException">The family does not vary this.</exception>
    public T ValueOf<T>(Hyperparameter<T> hyperparameter) => hyperparameter[NumberOf(hyperparameter)];

    /// <inheritdoc cref="ValueOf"/>
    public string WordOf(Hyperparameter hyperparameter) => hyperparameter.Words[NumberOf(hyperparameter)];

    /// <summary>What the values of all hyperparameters set.</summary>
    /// <param name="options">Those that the family's plan has of itself.</param>
    public RecipeSettings Settings(TrainingOptions options) => Family.Hyperparameters.Aggregate(
        new RecipeSettings(Network, options), (settings, hyperparameter) => hyperparameter.Apply(settings, NumberOf(hyperparameter)));

    public bool Equals(TrialRecipe? other) => other is not null && Network == other.Network && Family == other.Family && _changes.SequenceEqual(other._changes);

    public override bool Equals(object? obj) => Equals(obj as TrialRecipe);

    public override int GetHashCode() => _changes.Aggregate(HashCode.Combine(Network, Family), HashCode.Combine);

    /// <summary>For people: "mobilenetv2 finetune, cut early, epochs 20".</summary>
    public override string ToString() => string.Join(", ", [$"{Network.Name} {Family.Word}", .. Changes.Select(c => $"{c.Name} {c.Word}")]);

    private int NumberOf(Hyperparameter hyperparameter)
    {
        Require(hyperparameter);
        return _changes.FirstOrDefault(c => c.Hyperparameter == hyperparameter).Value;
    }

    private void Require(Hyperparameter hyperparameter)
    {
        if (!Family.Hyperparameters.Contains(hyperparameter))
        {
            string all = string.Join(", ", Family.Hyperparameters.Select(h => h.Name));
            throw new ArgumentException($"'{hyperparameter.Name}' is no hyperparameter of {Family.Word}: {all}.", nameof(hyperparameter));
        }
    }
}
