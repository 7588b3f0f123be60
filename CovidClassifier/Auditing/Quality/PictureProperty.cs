namespace CovidClassifier.Auditing.Quality;

/// <summary>A property of the whole picture that says little of lungs and much of how the picture came about.</summary>
/// <param name="Name">For people.</param>
/// <param name="Of">Its number.</param>
internal sealed record PictureProperty(string Name, Func<PictureFacts, double> Of);
