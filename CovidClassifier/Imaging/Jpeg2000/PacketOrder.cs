namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>In which order the packets of a tile come (ITU-T T.800, B.12).</summary>
internal static class PacketOrder
{
    /// <summary>Every packet in its turn: layer, component, resolution and precinct.</summary>
    /// <param name="order">The order that the file states.</param>
    /// <param name="layers">How many layers there are.</param>
    /// <param name="tile">Where the tile lies.</param>
    /// <param name="components">Its components.</param>
    public static IEnumerable<(int Layer, int Component, int Resolution, int Precinct)> Of(
        Progression order, int layers, Area tile, IReadOnlyList<TileComponent> components)
    {
        var places = new List<Place>();
        for (int component = 0; component < components.Count; component++)
        {
            Resolution[] resolutions = components[component].Resolutions;
            for (int resolution = 0; resolution < resolutions.Length; resolution++)
            {
                for (int precinct = 0; precinct < resolutions[resolution].PrecinctCount; precinct++)
                {
                    (long x, long y) = resolutions[resolution].Position(precinct, tile);
                    places.Add(new Place(component, resolution, precinct, x, y));
                }
            }
        }

        IEnumerable<int> everyLayer = Enumerable.Range(0, layers);
        Place[] sorted = order switch
        {
            Progression.LayerResolutionComponentPosition or Progression.ResolutionLayerComponentPosition =>
                [.. places.OrderBy(p => (p.Resolution, p.Component, p.Precinct))],
            Progression.ResolutionPositionComponentLayer => [.. places.OrderBy(p => (p.Resolution, p.Y, p.X, p.Component, p.Precinct))],
            Progression.PositionComponentResolutionLayer => [.. places.OrderBy(p => (p.Y, p.X, p.Component, p.Resolution, p.Precinct))],
            _ => [.. places.OrderBy(p => (p.Component, p.Y, p.X, p.Resolution, p.Precinct))],
        };
        return order switch
        {
            Progression.LayerResolutionComponentPosition => everyLayer.SelectMany(l => sorted.Select(p => p.In(l))),
            Progression.ResolutionLayerComponentPosition =>
                sorted.GroupBy(p => p.Resolution).SelectMany(g => everyLayer.SelectMany(l => g.Select(p => p.In(l)))),
            _ => sorted.SelectMany(p => everyLayer.Select(p.In)),
        };
    }

    private sealed record Place(int Component, int Resolution, int Precinct, long X, long Y)
    {
        public (int Layer, int Component, int Resolution, int Precinct) In(int layer) => (layer, Component, Resolution, Precinct);
    }
}
