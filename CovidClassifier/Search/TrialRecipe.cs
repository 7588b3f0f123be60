namespace CovidClassifier.Search;

/// <summary>One recipe of a search: a network, how it learns, and every choice that is not the default.</summary>
internal sealed class TrialRecipe
{
    private readonly SortedDictionary<string, string> _changes;

    /// <param name="network">Position among the search's networks.</param>
    /// <param name="name">That network's name.</param>
    /// <param name="mode">How it learns.</param>
    /// <param name="changes">Choices by knob; defaults may be left out.</param>
    /// <exception cref="ArgumentException">No such choice.</exception>
    public TrialRecipe(int network, string name, LearningMode mode, IEnumerable<KeyValuePair<string, string>>? changes = null)
    {
        Network = network;
        NetworkName = name;
        Mode = mode;
        _changes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string knob, string value) in changes ?? [])
        {
            if (!Knob(knob).Values.Contains(value))
            {
                throw new ArgumentException($"Choice '{knob}' must be one of {string.Join(", ", Knob(knob).Values)}, got '{value}'.", nameof(changes));
            }

            if (value != Knob(knob).Default)
            {
                _changes[knob] = value;
            }
        }
    }

    public int Network { get; }

    public string NetworkName { get; }

    public LearningMode Mode { get; }

    public bool IsCnn => NetworkName == "cnn";

    /// <summary>Choices that are not the default.</summary>
    public IReadOnlyDictionary<string, string> Changes => _changes;

    /// <summary>What can be chosen.</summary>
    public IReadOnlyList<Knob> Knobs => Search.Knobs.Of(Mode, IsCnn);

    /// <summary>How far it is from the simplest: a head on frozen features with every default. Of equally good recipes the simpler is taken.</summary>
    public int Complexity => (Mode == LearningMode.Frozen ? 0 : 100) + _changes.Count;

    /// <summary>What is chosen for a knob.</summary>
    public string this[string knob] => _changes.GetValueOrDefault(knob) ?? Knob(knob).Default;

    public double Number(string knob) => double.Parse(this[knob], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The same with another choice.</summary>
    public TrialRecipe With(string knob, string value) => new(Network, NetworkName, Mode, [.. _changes.Where(c => c.Key != knob), new(knob, value)]);

    /// <summary>For people, and to tell recipes apart: "mobilenetv2 finetune, cut early, epochs 20".</summary>
    public override string ToString() => string.Join(", ", [$"{NetworkName} {Word(Mode)}", .. _changes.Select(c => $"{c.Key} {c.Value}")]);

    /// <summary>The word of the command line.</summary>
    public static string Word(LearningMode mode) => mode switch
    {
        LearningMode.Frozen => "frozen",
        LearningMode.FineTuned => "finetune",
        _ => "scratch",
    };

    private Knob Knob(string name) => Knobs.FirstOrDefault(k => k.Name == name)
        ?? throw new ArgumentException($"'{name}' is no choice of {Word(Mode)}: {string.Join(", ", Knobs.Select(k => k.Name))}.", nameof(name));
}
