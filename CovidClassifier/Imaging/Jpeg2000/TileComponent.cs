namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>A component of a tile.</summary>
internal sealed class TileComponent
{
    /// <param name="area">Where it lies.</param>
    /// <param name="component">What its samples are.</param>
    /// <param name="coding">How it is coded.</param>
    /// <param name="quantisation">How its coefficients were rounded.</param>
    public TileComponent(Area area, Jpeg2000Component component, ComponentCoding coding, Quantisation quantisation)
    {
        (Area, Component, Coding, Quantisation) = (area, component, coding, quantisation);
        Resolutions = [.. Enumerable.Range(0, coding.Levels + 1).Select(n => new Resolution(area, coding, n))];
    }

    public Area Area { get; }

    public Jpeg2000Component Component { get; }

    public ComponentCoding Coding { get; }

    public Quantisation Quantisation { get; }

    /// <summary>The smallest first.</summary>
    public Resolution[] Resolutions { get; }
}
