namespace CovidClassifier;

/// <summary>What so many local patients bring.</summary>
/// <param name="Patients">Patients that the model was adapted to; 0: the network as it was. None of them is averaged over mirror images.</param>
/// <param name="Aurocs">One for each repeat, on local patients that it did not know: the same for all sizes of a repeat.</param>
public sealed record LearningCurvePoint(int Patients, IReadOnlyList<double> Aurocs)
{
    /// <summary>Mean of the repeats that define it; NaN where none does.</summary>
    public double Mean => Aurocs.Where(a => !double.IsNaN(a)).DefaultIfEmpty(double.NaN).Average();

    /// <summary>Lowest of the repeats; NaN where none is defined.</summary>
    public double Lowest => Aurocs.Where(a => !double.IsNaN(a)).DefaultIfEmpty(double.NaN).Min();

    /// <summary>Highest of the repeats; NaN where none is defined.</summary>
    public double Highest => Aurocs.Where(a => !double.IsNaN(a)).DefaultIfEmpty(double.NaN).Max();

    /// <summary>For people: patients and mean.</summary>
    public override string ToString() => FormattableString.Invariant($"{Patients} patients: AUROC {Mean:0.000} ({Lowest:0.000} to {Highest:0.000})");
}
