"""Contrast by WCAG 2, sight by Machado, Oliveira and Fernandes (2009), distance in OKLab."""

from math import cbrt, dist

import numpy as np

KINDS_OF_SIGHT = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
_LUMINANCE = np.array([0.2126, 0.7152, 0.0722])
_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def _linear(colour):
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return np.array([p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts])


def contrast(first, second):
    dark, light = sorted(_LUMINANCE @ _linear(colour) for colour in (first, second))
    return (light + 0.05) / (dark + 0.05)


def distance(first, second, sight):
    """Return how far two colours are apart for an eye, on a scale where white to black is 100."""
    return 100 * dist(*(_seen(colour, KINDS_OF_SIGHT[sight]) for colour in (first, second)))


def _seen(colour, sight):
    return _LAB @ [cbrt(cone) for cone in _CONES @ np.clip(sight @ _linear(colour), 0, 1)]
