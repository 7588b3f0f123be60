namespace CovidClassifier.AspNetCore;

/// <summary>As many requests as <see cref="CovidModelOptions.Capacity"/> allows are being served; try again in a moment.</summary>
public sealed class ModelBusyException() : Exception("The model is busy: as many requests as it may serve at once are being served. Try again in a moment.");
