namespace CovidClassifier.Explanation;

/// <summary>What a method found in one image.</summary>
/// <param name="Prediction">What the network says of the image.</param>
/// <param name="Label">Index of the explained label.</param>
/// <param name="Relevance">How much each cell speaks for it; below 0 where it speaks against.</param>
internal readonly record struct Finding(Prediction Prediction, int Label, Grid Relevance);
