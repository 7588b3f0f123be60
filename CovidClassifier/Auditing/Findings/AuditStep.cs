namespace CovidClassifier;

/// <summary>A model's figures on pictures that were changed, or were not.</summary>
/// <param name="Change">How, for example "noise"; "unchanged" for the pictures as they are.</param>
/// <param name="Unit">What <paramref name="Step"/> counts, for example "gray levels".</param>
/// <param name="Step">How much.</param>
/// <param name="Number">1 for the mildest step of a change; 0 for the pictures as they are.</param>
/// <param name="Auroc">Of the positive class, or where there is none of the second, against the rest.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end of its 95 % interval.</param>
/// <param name="Flips">Share of the images whose label is another than for the picture as it is, 0 to 1.</param>
public sealed record AuditStep(string Change, string Unit, double Step, int Number, double Auroc, double Low, double High, double Flips);
