namespace CovidClassifier;

/// <summary>What the checks say of the map of one image.</summary>
/// <param name="Image">The image's name.</param>
/// <param name="Label">The label that was explained.</param>
/// <param name="Map">Areas in the map's order.</param>
/// <param name="Random">Areas in random order: what an order that knows nothing gives for this image.</param>
/// <param name="RandomWeightsSimilarity">
/// Mean rank correlation, -1 to 1, of the map with those of the same network with its weights in random order; an empty map on either side counts as 0.
/// </param>
public sealed record ImageCheck(string Image, string Label, RemovalAreas Map, RemovalAreas Random, double RandomWeightsSimilarity);
