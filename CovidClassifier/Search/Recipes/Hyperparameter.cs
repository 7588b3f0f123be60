using System.Globalization;

namespace CovidClassifier.Search.Recipes;

/// <summary>
/// Something that a search varies: its name, what it can be, and what each value changes in a recipe. Values are told apart by their number; the first is the
/// default, the others go from the most to the least promising.
/// </summary>
internal abstract class Hyperparameter(string name)
{
    /// <summary>As people and logs read it.</summary>
    public string Name => name;

    /// <summary>
    /// Whether it is worth varying only where recipes are compared on sources that they were not trained on: on images like those of the training what it does
    /// is a loss, if anything.
    /// </summary>
    public bool IsJudgedBySources { get; init; }

    /// <summary>The values in words, in order.</summary>
    public abstract IReadOnlyList<string> Words { get; }

    /// <summary>What is trained where one of the values is chosen.</summary>
    /// <param name="settings">So far.</param>
    /// <param name="value">Number of the value.</param>
    public abstract RecipeSettings Apply(RecipeSettings settings, int value);

    /// <param name="name">As people and logs read it.</param>
    /// <param name="apply">What a value changes.</param>
    /// <param name="values">The default first.</param>
    public static Hyperparameter<double> OfNumbers(string name, Func<RecipeSettings, double, RecipeSettings> apply, params double[] values) =>
        new(name, apply, [.. values.Select(v => (v.ToString(CultureInfo.InvariantCulture), v))]);

    /// <inheritdoc cref="OfNumbers"/>
    public static Hyperparameter<int> OfCounts(string name, Func<RecipeSettings, int, RecipeSettings> apply, params int[] values) =>
        new(name, apply, [.. values.Select(v => (v.ToString(CultureInfo.InvariantCulture), v))]);

    /// <inheritdoc/>
    public override string ToString() => name;
}
