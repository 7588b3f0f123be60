namespace CovidClassifier;

/// <summary>How much of an audit runs.</summary>
public enum AuditDepth
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>
    /// What needs no training: copies, patients, sources, headers, file sizes, image quality, outliers, order, ages, views. Reads every file once.
    /// </summary>
    Files,

    /// <summary>
    /// Also what trains the network's family anew: what the border of the pictures gives away, and which labels trainings without the image contradict. About
    /// two minutes on 2 cores for the CNN, however many images there are; for a pre-trained network three passes over at most 2,000 images.
    /// </summary>
    Pictures,
}
