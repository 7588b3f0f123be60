namespace CovidClassifier.Search;

/// <summary>The choices that a search makes, by how a network learns. Defaults are the library's own recipes.</summary>
internal static class Knobs
{
    public const string Augmentation = "augmentation";
    public const string Classes = "class weights";
    public const string Cut = "cut";
    public const string Decay = "weight decay";
    public const string Dropout = "dropout";
    public const string Epochs = "epochs";
    public const string Head = "head";
    public const string InputSize = "input size";
    public const string L2 = "l2";
    public const string PretrainedRate = "pretrained rate";
    public const string Rate = "learning rate";
    public const string Smoothing = "label smoothing";
    public const string Variants = "variants";

    public const string Balanced = "balanced";
    public const string Early = "early";
    public const string Late = "late";
    public const string Mild = "mild";
    public const string None = "none";
    public const string Standard = "default";
    public const string Study = "study";

    private static readonly Knob[] Frozen =
    [
        new(Head, "maxent", "svm", "sdca"),
        new(L2, "100", "300", "30", "1000", "10", "3"),
        new(Augmentation, None, Mild, Study),
        new(Classes, Balanced, None),
    ];

    private static readonly Knob[] FineTuned =
    [
        new(Cut, Standard, Early, Late),
        new(Epochs, "10", "20", "14", "6"),
        new(Variants, "2", "4", "6"),
        new(Augmentation, Mild, Study),
        new(Rate, "0.001", "0.002", "0.0005", "0.0003"),
        new(PretrainedRate, "0.3", "1", "0.1"),
        new(Dropout, "0.2", "0.5", "0"),
        new(Smoothing, "0.1", "0.2", "0"),
        new(Decay, "0.01", "0.1", "0.001"),
        new(Classes, Balanced, None),
    ];

    private static readonly Knob[] Scratch =
    [
        new(Augmentation, Study, Mild, None),
        new(Rate, "0.001", "0.002", "0.0005"),
        new(Smoothing, "0", "0.1"),
        new(Classes, Balanced, None),
    ];

    // only the study's CNN can be built for another size or another share of dropout
    private static readonly Knob[] Cnn =
    [
        new(InputSize, "256", "192", "128", "320"),
        new(Dropout, "0.25", "0.1", "0.5"),
        .. Scratch,
    ];

    public static IReadOnlyList<Knob> Of(LearningMode mode, bool isCnn) => mode switch
    {
        LearningMode.Frozen => Frozen,
        LearningMode.FineTuned => FineTuned,
        _ => isCnn ? Cnn : Scratch,
    };
}
