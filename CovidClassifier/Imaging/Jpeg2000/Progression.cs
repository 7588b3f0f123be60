namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>In which order packets come (ITU-T T.800, table A.16); the numbers are the file's.</summary>
internal enum Progression
{
    LayerResolutionComponentPosition = 0,
    ResolutionLayerComponentPosition = 1,
    ResolutionPositionComponentLayer = 2,
    PositionComponentResolutionLayer = 3,
    ComponentPositionResolutionLayer = 4,
}
