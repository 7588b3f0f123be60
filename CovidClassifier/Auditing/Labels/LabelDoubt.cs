namespace CovidClassifier.Auditing.Labels;

/// <summary>What out-of-fold probabilities say of one label.</summary>
/// <param name="Image">Position among the predictions.</param>
/// <param name="Other">The most probable other class.</param>
/// <param name="Margin">By how much that class is more probable than the label, -1 to 1: the higher, the more suspicious.</param>
/// <param name="IsSuspicious">Another class is confidently seen, as <see cref="ConfidentLearning"/> says it.</param>
internal readonly record struct LabelDoubt(int Image, int Other, double Margin, bool IsSuspicious);
