namespace CovidClassifier.Search.Recipes;

/// <summary>A hyperparameter whose values are of one type.</summary>
/// <typeparam name="T">A number, or whatever the value stands for.</typeparam>
/// <param name="name">As people and logs read it.</param>
/// <param name="apply">What a value changes.</param>
/// <param name="values">Each with its word, the default first.</param>
internal sealed class Hyperparameter<T>(string name, Func<RecipeSettings, T, RecipeSettings> apply, params (string Word, T Value)[] values)
    : Hyperparameter(name)
{
    public override IReadOnlyList<string> Words { get; } = [.. values.Select(v => v.Word)];

    /// <summary>What a number stands for.</summary>
    public T this[int value] => values[value].Value;

    /// <summary>The number of a value.</summary>
    /// <exception cref="ArgumentException">It cannot be chosen.</exception>
    public int NumberOf(T value)
    {
        int number = Array.FindIndex(values, v => EqualityComparer<T>.Default.Equals(v.Value, value));
        return number >= 0
            ? number
            : throw new ArgumentException($"Hyperparameter '{Name}' must be one of {string.Join(", ", Words)}, got '{value}'.", nameof(value));
    }

    public override RecipeSettings Apply(RecipeSettings settings, int value) => apply(settings, values[value].Value);
}
