namespace CovidClassifier;

/// <summary>
/// Areas under the deletion and the insertion curve (Petsiuk et al. 2018, arXiv:1806.07421, section 4): the label's probability while the picture's places are
/// hidden, or shown, in the map's order, strongest first; against the share of places. What is hidden shows its coarse brightness. A map that finds what the
/// network goes by has a low deletion and a high insertion area.
/// </summary>
/// <param name="Deletion">0 to 1.</param>
/// <param name="Insertion">0 to 1.</param>
public readonly record struct RemovalAreas(double Deletion, double Insertion)
{
    /// <summary>Insertion less deletion, -1 to 1: one number for both, and 0 on average for an order that knows nothing.</summary>
    public double Gap => Insertion - Deletion;
}
