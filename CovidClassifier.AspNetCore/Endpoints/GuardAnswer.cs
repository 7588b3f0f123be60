namespace CovidClassifier.AspNetCore.Endpoints;

/// <summary>Whether an image is like those that the model was trained on.</summary>
/// <param name="IsAccepted">Whether it is.</param>
/// <param name="Distance">How far it is from them; 1 is the limit.</param>
/// <param name="Reason">What it looks like instead; null where it is accepted.</param>
internal sealed record GuardAnswer(bool IsAccepted, float Distance, string? Reason);
