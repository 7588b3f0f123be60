namespace CovidClassifier;

/// <summary>What a reader met, before filters and problems took their share.</summary>
/// <param name="Rows">Rows of the table; for folders, files that are not ignored by name; for images from memory, images.</param>
/// <param name="RowsWithImage">Rows whose image file is there.</param>
/// <param name="Files">Different image files among them.</param>
public sealed record DatasetCounts(int Rows, int RowsWithImage, int Files);
