namespace CovidClassifier.Packaging.Zips;

/// <summary>A zip that is whole, and no model of this library.</summary>
/// <param name="reason">The rest of a sentence that begins with the file.</param>
internal sealed class ForeignZipException(string reason) : Exception(reason);
